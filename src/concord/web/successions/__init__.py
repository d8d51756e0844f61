"""Pages of what a change of the register touches: the work list of bodies that end, decided place by place."""
