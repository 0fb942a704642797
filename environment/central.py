"""Prints the address of Maven Central as Maven's own default settings give it.

They are part of the Java kernel, which resolves dependencies as Maven does.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

jar = pathlib.Path(sys.prefix, "share/jupyter/kernels/java/jjava.jar")
with zipfile.ZipFile(jar) as archive:
    name = next(n for n in archive.namelist() if n.endswith("/maven/model/pom-4.0.0.xml"))
    defaults = ElementTree.fromstring(archive.read(name))
print(defaults.findtext("{*}repositories/{*}repository/{*}url"))
