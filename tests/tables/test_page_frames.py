"""The table of applications' frames."""

from linkassay.tables import rows
from linkassay.tables.page_frames import FrameRoot, ScriptPlea, root_ids, script_plea


def test_rows_are_whole() -> None:
    roots, pleas = rows("page_frames", "root", FrameRoot), rows("page_frames", "plea", ScriptPlea)
    written = [name for row in (*roots, *pleas) for name in getattr(row, "ids", ())]
    written += [word for row in pleas for word in row.words]
    assert all(name == name.lower().strip() and name for name in written)
    assert len(set(written)) == len(written)
    assert all(row.source for row in (*roots, *pleas))


def test_ids_and_pleas_are_found() -> None:
    assert "__next" in root_ids()
    assert script_plea().search("Please enable JavaScript.")
    assert script_plea().search("ВКЛЮЧИТЕ ЯВАСКРИПТ")
    assert not script_plea().search("Java and other scripts")
