"""From files to what they mean: rules, vocabulary, articles, facts, waivers, each with its problems as values."""
