"""Which arrivals are of one unit: the same names, and the same department as far as both state one."""


def same_office(one: str, other: str) -> str:
    """The condition in SQL that two rows of ``arrivals``, by their names in the query, are of one unit or project.

    Units of one name in different departments are different units; a file that names none is of nobody.
    """
    names = " AND ".join(f"{one}.{column} = {other}.{column}" for column in ("unit_key", "project_key"))
    departments = (
        f"{one}.department_key = {other}.department_key OR '' IN ({one}.department_key, {other}.department_key)"
    )
    return f"{one}.unit_key <> '' AND {names} AND ({departments})"
