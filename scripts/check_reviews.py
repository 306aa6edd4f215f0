"""Review cycles: what is due, overdue or has ended. Arguments are those of `sapat check`."""

import sys

from sapat.cli import main

sys.exit(main(["check", "--rule", "SAP4", *sys.argv[1:]]))
