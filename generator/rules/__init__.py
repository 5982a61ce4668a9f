"""What must hold between the fields of the content, one function a rule."""
