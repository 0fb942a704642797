"""Writes the small HDF5 trajectories that the tests of onsagerflow.io read.

    python make_trajectory_fixtures.py [folder]

Made with Python 3.11, h5py 3.16.0, HDF5 2.0.0, hdf5plugin 7.1.0, numpy 2.4.6. Every value is a closed formula that the
tests repeat: m = ((31 f + 7 y + 3 x) mod 129 - 64) / 65, drift = ((f + 2 y + 3 x) mod 17 - 8) / 9,
noise = ((f + y + x) mod 9) / 7.
"""

import re
import sys
from pathlib import Path

import h5py
import hdf5plugin
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
            length_unit="lattice spacings",
            time_unit="sweeps",
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


def vectors(frames, nz, ny, nx):
    """m_c = ((31 f + 11 z + 7 y + 3 x + 5 c) mod 129 - 64) / 115 and channels, of vectors; axes f, z, y, x, c."""
    f, z, y, x, c = np.ogrid[:frames, :nz, :ny, :nx, :3]
    m = ((31 * f + 11 * z + 7 * y + 3 * x + 5 * c) % 129 - 64) / 115
    drift = ((f + 5 * z + 2 * y + 3 * x + c) % 17 - 8) / 9
    diagonal = 1 + ((f + z + y + x + c) % 9) / 7
    mixed = ((f + z + y + x + c) % 5 - 2) / 7
    return {"m": m, "drift": drift, "noise": np.concatenate([diagonal, mixed], axis=-1)}


def vectors_in_a_plane(path):
    """Chunks that divide no axis, in a field of every frame; two runs in turn."""
    with h5py.File(path, "w", libver="earliest") as file:
        attributes(file, model="LLG", field=None, block=4)
        for name, values in vectors(7, 1, 8, 6).items():
            values = values[:, 0].astype("f4")
            chunks = (3, 5, 4, 2)
            file.create_dataset(name, data=values, chunks=chunks, compression="gzip", shuffle=True)
        file["t"] = [0.0, 0.5, 0.1, 0.75, 0.3, 2.0, 9.0]
        file["trajectory"] = np.array([4, -1, 4, -1, 4, -1, 4], "i4")
        f = np.arange(7)
        file["field"] = np.stack([0 * f, 0.25 * f, -0.5 + 0 * f], axis=-1)


def vectors_in_space(path):
    """Three dimensions, one of them open, contiguous and big-endian; a field of three numbers."""
    with h5py.File(path, "w") as file:
        attributes(file, model=None, field=[0.0, 0.5, -0.25], block=2, dimension=3, periodic=[0, 1, 1])
        for name, values in vectors(3, 4, 3, 5).items():
            file[name] = values.astype(">f8")
        file["t"] = np.arange(3.0)


def numbers_in_space(path):
    """One number a block in three dimensions, chunked by what h5py guesses; a field [z, y, x]."""
    with h5py.File(path, "w") as file:
        attributes(file, field=None, block=2, dimension=3)
        file.create_dataset("m", data=vectors(3, 4, 3, 5)["m"][..., 0], compression="gzip")
        file["t"] = np.arange(3.0)
        z, y, x = np.ogrid[:4, :3, :5]
        file["field"] = (16 * z + 4 * y + x) / 64


def with_m(path, write, **changes):
    """A file of four frames of 12 x 10 blocks whose dataset m is written by `write(file, values)`."""
    with h5py.File(path, "w") as file:
        attributes(file, **changes)
        file["t"] = np.arange(4.0)
        write(file, fields(4, 12, 10)["m"])


def filtered(path, **filters):
    """Chunks that reach over every edge."""
    with_m(path, lambda file, m: file.create_dataset("m", data=m.astype("f4"), chunks=(3, 7, 6), **filters))


def bitshuffle_lz4(path):
    """Blocks of 32 elements and a last one of 24, then 6 elements as they are."""
    filtered(path, **hdf5plugin.Bitshuffle(nelems=32))


def bitshuffle(path):
    filtered(path, **hdf5plugin.Bitshuffle(cname="none"))


def lz4(path):
    """Blocks of 200 bytes, which LZ4 shrinks once their bytes are shuffled."""
    filtered(path, shuffle=True, **hdf5plugin.LZ4(nbytes=200))


def zstd(path):
    filtered(path, **hdf5plugin.Zstd())


def scale_offset(path):
    filtered(path, scaleoffset=3)


def skipped_filters(path):
    """Chunks that say by their mask which filters left them as they were: both, and gzip alone."""

    def write(file, m):
        data = file.create_dataset("m", m.shape, "f4", chunks=(2, 12, 10), compression="gzip", shuffle=True)
        both, one = m[:2].astype("f4"), m[2:].astype("f4")
        data.id.write_direct_chunk((0, 0, 0), both.tobytes(), filter_mask=0b11)
        shuffled = np.frombuffer(one.tobytes(), "u1").reshape(-1, 4).T
        data.id.write_direct_chunk((2, 0, 0), shuffled.tobytes(), filter_mask=0b10)

    with_m(path, write)


def packed(path):
    """Integers of 16 bits with a factor and an offset, as xarray packs them."""

    def write(file, m):
        data = file.create_dataset("m", data=np.rint((m - 0.25) * 26000).astype(">i2"))
        data.attrs["scale_factor"] = np.array([1 / 26000])
        data.attrs["add_offset"] = np.float32(0.25)
        data.attrs["_FillValue"] = np.int16(-32768)
        file["t"].attrs["units"] = "sweeps"
        file["t"].attrs["_FillValue"] = np.nan

    with_m(path, write)


def half(path):
    with_m(path, lambda file, m: file.create_dataset("m", data=m.astype(">f2")))


def soft_link(path):
    """m is a soft link; beside it stand objects that nobody asked for and that cannot be read."""

    def write(file, m):
        file["results/fields/m"] = m
        file["m"] = h5py.SoftLink("/results/fields/m")
        file["elsewhere"] = h5py.ExternalLink("none.h5", "/m")
        file["nowhere"] = h5py.SoftLink("/none")
        layout = h5py.VirtualLayout((4, 12, 10), "f8")
        layout[:] = h5py.VirtualSource(".", "m", (4, 12, 10))
        file.create_virtual_dataset("view", layout)

    with_m(path, write)


def external_link(path):
    with_m(path, lambda file, m: file.__setitem__("m", h5py.ExternalLink("other.h5", "/m")))


def virtual(path):
    def write(file, m):
        file["values"] = m
        layout = h5py.VirtualLayout(m.shape, m.dtype)
        layout[:] = h5py.VirtualSource(".", "values", m.shape)
        file.create_virtual_dataset("m", layout)

    with_m(path, write)


def external_storage(path):
    def write(file, m):
        files = [("values.bin", 0, h5py.h5f.UNLIMITED)]
        file.create_dataset("m", m.shape, m.dtype, external=files)

    with_m(path, write)


def named_type(path):
    def write(file, m):
        file["type"] = np.dtype("f8")
        file.create_dataset("m", data=m, dtype=file["type"])

    with_m(path, write)


def complex_numbers(path):
    with_m(path, lambda file, m: file.create_dataset("m", data=m.astype("c8")))


def booleans(path):
    with_m(path, lambda file, m: file.create_dataset("m", data=m > 0))


def long_double(path):
    with_m(path, lambda file, m: file.create_dataset("m", data=m.astype("f16")))


def mine(path):
    """What the lines in docs/your-own-data.md write."""
    page = (Path(__file__).parents[5] / "docs/your-own-data.md").read_text(encoding="utf-8")
    lines = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    exec(lines.replace('"mine.h5"', repr(str(path))), {})


def edge_chunks(path):
    """Shuffled chunks over the edge in a layout where such may be left unshuffled, by a flag."""
    with h5py.File(path, "w", libver=("v110", "v110")) as file:
        attributes(file)
        file.create_dataset("m", data=fields(4, 12, 10)["m"], chunks=(3, 7, 6), shuffle=True)
        file["t"] = np.arange(4.0)


def vast(path):
    """Room for as many frames as an int counts, of which ten were written."""
    with h5py.File(path, "w") as file:
        attributes(file)
        frames = 2**31 - 1
        file.create_dataset("m", (frames, 1, 1), "f4", chunks=(1000, 1, 1))[:10] = 0
        file.create_dataset("t", (frames,), "f8", chunks=(1000,))[:10] = np.arange(10.0)


def arrays(folder):
    """Arrays of numpy: two runs of four frames in C and Fortran order, and one run in the later formats."""
    m = fields(8, 12, 10)["m"]
    runs = m.reshape(2, 4, 12, 10)
    np.save(folder / "runs.npy", runs.astype("f4"))
    np.save(folder / "runs_fortran_big_endian.npy", np.asfortranarray(runs.astype(">f8")))
    np.save(folder / "run_fortran.npy", np.asfortranarray(m.astype("f4")))
    spins = np.where(m < 0, -1, 1)
    for name, values, version in (
        ("spins_format_2.npy", spins.astype("i1"), (2, 0)),
        ("spins_format_3.npy", spins.astype(">i8"), (3, 0)),
        ("halves.npy", m.astype("f2"), None),
    ):
        with open(folder / name, "wb") as file:
            np.lib.format.write_array(file, values, version)
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
        vectors_in_a_plane,
        vectors_in_space,
        numbers_in_space,
        bitshuffle_lz4,
        bitshuffle,
        lz4,
        zstd,
        scale_offset,
        skipped_filters,
        packed,
        half,
        soft_link,
        external_link,
        virtual,
        external_storage,
        named_type,
        complex_numbers,
        booleans,
        long_double,
        mine,
        vast,
        edge_chunks,
        field_map,
        field_frames,
    ):
        make(folder / f"{make.__name__}.h5")
    arrays(folder)
