"""The pages, one file each: thin views that read a request, ask the rooms below, and render."""
