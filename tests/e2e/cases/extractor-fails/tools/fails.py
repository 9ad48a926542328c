import sys

print('{"fact": "captain", "value": "Mara Lind"}', flush=True)
sys.stderr.buffer.write(b"loading\n\x1b[31m::error::no model \xe2\x80\xae is loaded\x07\n\n")
sys.exit(3)
