"""The first version of the API: a module for each subject, with its operations; `shapes` describe their answers."""
