import json
import sys

given = json.load(sys.stdin)
quote = "eighty-five minutes"
start = given["text"].index(quote, given["start"])
assert given["facts"]["crossing_time"]["unit"] == "min"
evidence = {"quote": quote, "start": start, "end": start + len(quote)}
print(json.dumps({"fact": "crossing_time", "value": "85 minutes", "evidence": evidence, "confidence": 0.5}))
