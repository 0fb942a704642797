"""Writes the small HDF5 trajectories that the tests of onsagerflow.io read.

    python make_trajectory_fixtures.py [folder]

Made with Python 3.11, h5py 3.16.0, HDF5 2.0.0, numpy 2.4.6. Every value is a closed formula that the
tests repeat: m = ((31 f + 7 y + 3 x) mod 129 - 64) / 65, drift = ((f + 2 y + 3 x) mod 17 - 8) / 9,
noise = ((f + y + x) mod 9) / 7.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).parents[1] / "resources/onsagerflow/io"


def fields(frames, ny, nx):
    f, y, x = np.ogrid[:frames, :ny, :nx]
    m = ((31 * f + 7 * y + 3 * x) % 129 - 64) / 65
    drift = ((f + 2 * y + 3 * x) % 17 - 8) / 9
    noise = ((f + y + x) % 9) / 7
    return {"m": m, "drift": drift, "noise": noise}


def attributes(file, **changes):
    values = {
        "schema": "onsagerflow-trajectory/1",
        "model": "Kac–Ising, R = 32",
        "temperature": 0.85,
        "field": 0.03,
        "block": 8,
        "dimension": 2,
        "seed": 1234567890123,
    }
    for name, value in (values | changes).items():
        if value is not None:
            file.attrs[name] = value


def chunked_gzip_shuffle(path):
    """Chunks of three frames that divide neither frames nor rows; two runs in turn; numpy scalars."""
    with h5py.File(path, "w", libver="earliest") as file:
        attributes(
            file, temperature=np.float32(0.75), field=np.float64(0.25), block=np.int32(8), seed=np.uint64(2**64 - 1)
        )
        for name, values in fields(7, 8, 6).items():
            file.create_dataset(name, data=values, chunks=(3, 5, 4), compression="gzip", shuffle=True)
        file["t"] = [0.0, 0.5, 0.1, 0.75, 0.3, 2.0, 9.0]
        file["trajectory"] = np.array([4, -1, 4, -1, 4, -1, 4], "i4")


def latest(path):
    """What libver="latest" was up to HDF5 1.14: extensible datasets, checksums, attributes stored densely as one-element arrays."""
    with h5py.File(path, "w", libver="v114") as file:
        attributes(
            file,
            schema=np.bytes_("onsagerflow-trajectory/1"),
            model=np.array(["Kac-Ising"], dtype=h5py.string_dtype()),
            temperature=None,
            field=None,
            block=np.array([8], "i8"),
            seed=np.array(7, "i8"),
            length_unit="nm",
            time_unit="ps",
            author="somebody",
            note="more than eight attributes",
        )
        for name, values in fields(6, 8, 8).items():
            data = file.create_dataset(
                name, (0, 8, 8), "f4", maxshape=(None, 8, 8), chunks=(2, 8, 8), compression="gzip", shuffle=True, fletcher32=True
            )
            data.resize(6, axis=0)
            data[:] = values
        for name, values in {
            "t": np.arange(6) / 4,
            "temperature": [0.75, 0.75, 0.75, 1.25, 1.25, 1.25],
            "field": [0, 0, 0, 0.5, 0.5, 0.5],
        }.items():
            file.create_dataset(name, data=np.array(values, "f8"), maxshape=(None,), chunks=(4,))
        file.create_dataset("trajectory", data=np.array([0, 0, 0, 1, 1, 1], "i8"), maxshape=(None,), chunks=(4,))


def big_endian(path):
    """Contiguous, big-endian, no generator channels; conditions per run."""
    with h5py.File(path, "w") as file:
        attributes(file, temperature=np.array([0.75, 1.25]), field=np.array([0.0, 0.5]))
        file["m"] = fields(5, 8, 8)["m"].astype(">f4")
        file["t"] = np.array([0, 1, 0, 1, 2], ">f4")
        file["trajectory"] = np.array([9, 9, 2, 2, 2], ">i8")


def checksum_without_compression(path):
    """Shuffle and checksum alone; one chunk over all frames; a compact t."""
    with h5py.File(path, "w") as file:
        attributes(file)
        for name, values in fields(5, 8, 8).items():
            file.create_dataset(name, data=values.astype("f4"), chunks=(5, 4, 8), shuffle=True, fletcher32=True)
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        plist.set_obj_track_times(False)
        space = h5py.h5s.create_simple((5,))
        t = h5py.h5d.create(file.id, b"t", h5py.h5t.IEEE_F64LE, space, plist)
        t.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(5.0))


def lzf(path):
    """A chunk that lzf compresses, and one of irregular bits that it stores as they are."""
    with h5py.File(path, "w") as file:
        attributes(file)
        m = fields(4, 8, 8)["m"]
        m[0] = 0.5
        m[3] = np.sqrt(np.arange(1, 128, 2).reshape(8, 8) / 199)
        file.create_dataset("m", data=m, chunks=(1, 8, 8), compression="lzf")
        file["t"] = np.arange(4.0)


def unwritten(path):
    """Room for four frames of which the first two were written."""
    with h5py.File(path, "w") as file:
        attributes(file)
        data = file.create_dataset("m", (4, 8, 8), "f4", chunks=(2, 8, 8), compression="gzip")
        data[:2] = fields(2, 8, 8)["m"]
        file["t"] = np.arange(4.0)


def nan_in_chunk(path):
    with h5py.File(path, "w") as file:
        attributes(file)
        m = fields(6, 8, 8)["m"]
        m[4, 2, 5] = np.nan
        file.create_dataset("m", data=m, chunks=(4, 8, 8), compression="gzip", shuffle=True)
        file["t"] = np.arange(6.0)


def latest_of_hdf5_2(path):
    """The layout that HDF5 2.0 brought for filtered chunks."""
    with h5py.File(path, "w", libver="latest") as file:
        attributes(file)
        file.create_dataset("m", data=fields(2, 4, 4)["m"], chunks=(1, 4, 4), compression="gzip")
        file["t"] = np.arange(2.0)


def empty(path):
    with h5py.File(path, "w") as file:
        attributes(file)
        file["m"] = np.zeros((0, 4, 0), "f4")
        file["t"] = np.zeros(0)


def vector_spins(path):
    with h5py.File(path, "w") as file:
        attributes(file, field=[0.0, 0.0, 0.1])
        file["m"] = np.zeros((2, 4, 4, 3), "f4")
        file["t"] = np.arange(2.0)


def pattern(ny, nx):
    y, x = np.ogrid[:ny, :nx]
    return (y + 2 * x) / 8


def field_map(path):
    """An external field that varies in space, in chunks that divide neither axis."""
    with h5py.File(path, "w") as file:
        attributes(file, field=None)
        file["m"] = fields(2, 8, 6)["m"].astype("f4")
        file["t"] = np.arange(2.0)
        file.create_dataset("field", data=pattern(8, 6).astype("f4"), chunks=(5, 4), compression="gzip", shuffle=True)


def field_frames(path):
    """An external field that varies in space and falls linearly in time, frame by frame."""
    with h5py.File(path, "w") as file:
        attributes(file, field=None)
        file["m"] = fields(3, 8, 6)["m"].astype("f4")
        t = np.array([0.0, 1.0, 1.5])
        file["t"] = t
        h = pattern(8, 6) * (1 - t / 2)[:, None, None]
        file.create_dataset("field", data=h, chunks=(2, 5, 4), compression="gzip")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for make in (
        chunked_gzip_shuffle,
        latest,
        latest_of_hdf5_2,
        big_endian,
        checksum_without_compression,
        lzf,
        unwritten,
        nan_in_chunk,
        empty,
        vector_spins,
        field_map,
        field_frames,
    ):
        make(folder / f"{make.__name__}.h5")
