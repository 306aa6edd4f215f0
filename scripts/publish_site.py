"""Check as a report, then build the site of what is in force. Arguments are those of `sapat build`."""

import sys

from sapat.cli import main

if main(["check"]) == 2:
    sys.exit(2)
sys.exit(main(["build", *sys.argv[1:]]))
