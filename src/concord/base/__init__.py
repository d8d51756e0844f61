"""What every room stands on besides the law: who acts, what can go wrong, the clock, ids. No models; 400 lines."""
