"""From a text to its words and sentences, and from a word to the forms that it has."""
