"""The number of the model, which goes up when content written for the one before is not read."""

MODEL = 1
