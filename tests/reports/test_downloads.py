"""A file is offered as a link that carries it whole: nothing is fetched from anywhere."""

import base64
import re

from crescere_kit.reports.downloads import Scaricabile


def test_the_link_carries_the_file_and_its_name():
    html = Scaricabile('modulo "x".xlsx', b"PK...", "Scarica <qui>")._repr_html_()
    assert base64.b64decode(re.search(r"base64,([^\"]+)", html)[1]) == b"PK..."
    assert 'download="modulo &quot;x&quot;.xlsx"' in html
    assert "Scarica &lt;qui&gt; (xlsx, 1 KB)" in html
