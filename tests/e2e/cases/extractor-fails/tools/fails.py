import sys

sys.exit("no model is loaded")
