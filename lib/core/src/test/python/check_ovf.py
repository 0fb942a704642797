"""Reads OVF files of `onsagerflow export` with discretisedfield, and compares them with the HDF5 file.

By hand, in an environment of its own (it brings much of the scientific Python world with it):

    python3 -m venv ovf && ovf/bin/pip install discretisedfield h5py
    for e in text binary-4 binary-8; do environment/onsagerflow export a.h5#0 --encoding $e --out $e.ovf; done
    ovf/bin/python lib/core/src/test/python/check_ovf.py a.h5 0 text.ovf binary-4.ovf binary-8.ovf

Every number must be that of the file, to the last bit, and the edges and the time too. Checked with
discretisedfield 0.92.0.
"""

import sys

import discretisedfield
import h5py
import numpy as np


def check(trajectory, frame, names):
    with h5py.File(trajectory) as file:
        m = file["m"][frame]
        block = file.attrs["block"]
        cell = block * np.array(file.attrs.get("cell", [1.0, 1.0, 1.0]))
        if file.attrs["dimension"] == 2:
            m = m[np.newaxis]
            cell[2] /= block
    if m.ndim == 3:
        m = m[..., np.newaxis]
    m = m.transpose(2, 1, 0, 3)  # x, y, z, component
    for name in names:
        field = discretisedfield.Field.from_file(name)
        assert field.array.shape == m.shape, (name, field.array.shape, m.shape)
        assert np.array_equal(field.array, m), (name, np.abs(field.array - m).max())
        assert np.allclose(field.mesh.cell, cell, rtol=1e-12, atol=0), (name, field.mesh.cell, cell)
        print(name, field.array.shape, "equal to the last bit")


if __name__ == "__main__":
    check(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
