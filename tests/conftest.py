"""Lets every test folder import what lies beside this file."""
