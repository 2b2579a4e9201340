"""Addresses of databases, which the environment alone holds."""

import os

_DATABASE = "ROADMAP_DATABASE_"


def database_variables() -> dict[str, str]:
    """The variables that hold the addresses of declared databases."""
    return {name: value for name, value in os.environ.items() if name.startswith(_DATABASE)}


def database_addresses() -> dict[str, str]:
    """Name of a declared database, in capitals → its address."""
    return {
        name.removeprefix(_DATABASE).upper(): address
        for name, address in database_variables().items()
        if address
    }
