"""Runs the web-platform-tests' own server from its checkout, which is the working directory.

Its `wpt serve` would fetch what only WebTransport needs; everything else is in the checkout.
"""

import os
import sys

sys.path.insert(0, os.getcwd())

if __name__ == "__main__":
    from tools import localpaths  # noqa: F401
    from tools.serve import serve

    serve.run(**vars(serve.get_parser().parse_args(sys.argv[1:])))
