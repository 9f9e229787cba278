"""The live preview: pages rendered when asked for, shown anew in the browser when a file is saved."""
