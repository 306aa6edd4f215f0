"""Figures of DESIGN 8: each case and its floor in turn, CPU seconds, medians and spread. `make bench` prints them."""
