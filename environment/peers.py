"""Runs other people's estimators on a trajectory file and writes what they found as JSON.

Each peer is given the same frame pairs (m, m') as OnsagerFlow's learner and asked for two functions:
the drift of a block and the mobility K(m) = beta v Var / (2 lag). A peer's settings are those that
predict the increments of held-out pairs best, where there is a choice. The files hold no exact
function and no verdict: notebook 09 judges.
"""

import argparse
import gc
import hashlib
import importlib.metadata
import json
import pathlib
import platform
import time

import h5py
import numpy as np
from scipy.ndimage import convolve
from scipy.interpolate import NearestNDInterpolator

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("pairs", type=pathlib.Path, help="frame pairs, onsagerflow-trajectory/1")
parser.add_argument("series", type=pathlib.Path, help="as many increments of even series")
parser.add_argument("--into", type=pathlib.Path, required=True, help="folder of the JSON files")
parser.add_argument("--only", nargs="*", help="names of the peers to run")
arguments = parser.parse_args()


class Clock:
    """Time spent since it was made, without reading and importing."""

    def __init__(self):
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def read(self):
        return {
            "seconds": round(time.perf_counter() - self.wall, 1),
            "processorSeconds": round(time.process_time() - self.processor, 1),
        }


class Data:
    """What both files share."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.frames = file["m"][...]
            self.t, self.run = file["t"][...], file["trajectory"][...]
            self.temperature = float(file.attrs["temperature"])
            self.spins = int(file.attrs["block"]) ** int(file.attrs["dimension"])
        within = self.run[1:] == self.run[:-1]
        self.increments = int(np.count_nonzero(within))
        self.lag = float(np.mean(np.diff(self.t)[within]))
        self.scale = self.spins / self.temperature / (2 * self.lag)  # variance -> K
        self.record = {
            "increments": self.increments,
            "lag": self.lag,
            "temperature": self.temperature,
            "meanSquare": float(np.mean(self.frames.astype(float) ** 2)),
            "sha256": hashlib.sha256(self.frames.astype("<f4").tobytes()).hexdigest(),
        }


class Series(Data):
    """Even series: a list of [frame, y, x]."""

    def __init__(self, path):
        super().__init__(path)
        self.runs = [self.frames[self.run == run] for run in np.unique(self.run)]
        self.record = {"file": "series"} | self.record


class Pairs(Data):
    """Frame pairs: m and its increment, [pair, y, x]."""

    def __init__(self, path):
        super().__init__(path)
        if np.any(self.run[0::2] != self.run[1::2]) or np.any(self.run[1:-1:2] == self.run[2::2]):
            raise SystemExit(f"error: {path} does not hold pairs of frames")
        self.m = self.frames[0::2].astype(float)
        self.after = self.frames[1::2].astype(float)
        self.increment = self.after - self.m
        self.held_out = np.arange(len(self.m)) % 5 == 2
        self.record = {"file": "pairs"} | self.record

    def error(self, drift, pairs):
        """Mean squared error of the predicted increments of some pairs."""
        return float(np.mean((self.increment[pairs] - self.lag * drift) ** 2))


POINTS = np.arange(-32, 33) / 32  # the values that m takes in a block of 64 spins


def correlate(m, stencil):
    """Sum of stencil[r] m(x - r) on each periodic frame; the stencils here are even."""
    return convolve(m, np.asarray(stencil)[None], mode="wrap")


def box(radius):
    """Mean over the square of neighbours, without the block itself."""
    stencil = np.ones((2 * radius + 1,) * 2)
    stencil[radius, radius] = 0
    return stencil / stencil.sum()


def mean_by_m(m, values):
    """The mean of values at each value that m takes, where it was seen 100 times or more."""
    index = np.rint((m.ravel() + 1) * 32).astype(int)
    count = np.bincount(index, minlength=65)
    seen = count >= 100
    mean = np.bincount(index, values.ravel(), minlength=65)[seen] / count[seen]
    return {"m": POINTS[seen], "value": mean}


# --- kramersmoyal ---------------------------------------------------------------------------------


def km_of_pairs(before, after, edges, bandwidth):
    """First two conditional moments of the first variable's increment, by kramersmoyal.

    The package takes one even series. Written one after the other, pairs would add false increments
    from one pair to the next; a last variable that is 0 in the first frame and 1 in the second, with
    a single bin about 0, keeps exactly the increments within pairs.
    """
    from kramersmoyal import km

    n, d = before.shape
    series = np.zeros((2 * n, d + 1))
    series[0::2, :d], series[1::2, :d], series[1::2, d] = before, after, 1
    powers = [[k] + [0] * d for k in (0, 1, 2)]
    coefficients, _ = km(series, bins=[*edges, np.array([-0.5, 0.5])], powers=powers, bw=bandwidth,
                         conv_method="direct")  # fmt: skip
    count, first, half_second = coefficients[..., 0]
    return count, first, 2 * half_second


M_EDGES = (np.arange(66) - 32.5) / 32


def km_m(data):
    count, first, second = km_of_pairs(
        data.m.reshape(-1, 1), data.after.reshape(-1, 1), [M_EDGES], bandwidth=1 / 32
    )
    seen = count > 0
    return {
        "mobility": {"m": POINTS[seen], "value": data.scale * (second - first**2)[seen]},
        "drift": {"m": POINTS[seen], "value": first[seen] / data.lag},
        "settings": "one bin per value that m takes, bandwidth 1/32: no smoothing, as there are "
        "10^4 to 10^5 increments at most values; second moment less the square of the first",
    }


def filled(seen, values):
    """A table without gaps: nearest entry where no pair was."""
    at = np.argwhere(seen)
    return NearestNDInterpolator(at, values[seen])(np.indices(seen.shape).transpose(1, 2, 0))


def km_m_neighbours(data):
    def fit(radius, bandwidth, pairs):
        stencil = box(radius)
        columns = [
            np.stack([m.ravel(), correlate(m, stencil).ravel()], axis=1)
            for m in (data.m[pairs], data.after[pairs])
        ]
        return km_of_pairs(*columns, [M_EDGES, M_EDGES], bandwidth)

    best = None
    for radius in (1, 2, 3):
        neighbours = correlate(data.m[data.held_out], box(radius))
        index = [np.rint((x + 1) * 32).astype(int) for x in (data.m[data.held_out], neighbours)]
        for bandwidth in (1 / 32, 1.5 / 32, 2.5 / 32):
            count, first, _ = fit(radius, bandwidth, ~data.held_out)
            error = data.error(filled(count > 0, first)[*index] / data.lag, data.held_out)
            if best is None or error < best[0]:
                best = error, radius, bandwidth
    _, radius, bandwidth = best
    clock = Clock()
    count, first, second = fit(radius, bandwidth, slice(None))
    spent = clock.read()
    seen = count > 0
    variance = np.where(seen, second - first**2, 0)
    weight = count.sum(axis=1)
    visited = weight > 0
    return {
        "mobility": {
            "m": POINTS[visited],
            "value": data.scale * (count * variance).sum(axis=1)[visited] / weight[visited],
        },
        "drift": {
            "stencil": box(radius),
            "m": POINTS,
            "s": POINTS,
            "value": filled(seen, first) / data.lag,
        },
        "settings": f"second variable s = mean of the {(2 * radius + 1) ** 2 - 1} neighbours; bins "
        f"of 1/32, bandwidth {32 * bandwidth:g}/32; both chosen from 9 by held-out pairs",
        "spent": spent,
    }


# --- regression by scikit-learn -------------------------------------------------------------------

RADIUS = 4


def half_plane():
    return [
        (dy, dx)
        for dy in range(RADIUS + 1)
        for dx in range(-RADIUS, RADIUS + 1)
        if dy > 0 or dx > 0
    ]


def stencil_features(m):
    """m, m^3, m^5 and, for each offset r of the half plane, m(x - r) + m(x + r)."""
    columns = [m, m**3, m**5]
    for dy, dx in half_plane():
        columns.append(
            np.roll(m, (dy, dx), axis=(1, 2)) + np.roll(m, (-dy, -dx), axis=(1, 2))
        )
    features = np.empty((m.size, len(columns)))
    for i, column in enumerate(columns):
        features[:, i] = column.ravel()
    return features


def stencil_of(coefficients):
    stencil = np.zeros((2 * RADIUS + 1,) * 2)
    for (dy, dx), value in zip(half_plane(), coefficients):
        stencil[RADIUS + dy, RADIUS + dx] = stencil[RADIUS - dy, RADIUS - dx] = value
    return stencil


def regression_drift(data):
    from sklearn.linear_model import Ridge

    features = stencil_features(data.m)
    ridge = Ridge(alpha=1.0, fit_intercept=False, solver="cholesky", copy_X=False)
    ridge.fit(features, data.increment.ravel() / data.lag)
    drift = ridge.predict(features)
    residual = data.increment.ravel() - data.lag * drift
    covariance = np.linalg.inv(features.T @ features) * np.mean(residual**2) / data.lag**2
    return ridge.coef_, np.sqrt(np.diag(covariance)), residual


def even_powers(m, highest):
    return np.stack([m.ravel() ** p for p in range(0, highest + 1, 2)], axis=1)


def regression(data):
    from sklearn.linear_model import LinearRegression

    c, error, residual = regression_drift(data)
    gc.collect()
    powers = even_powers(data.m, 8)
    squares = LinearRegression(fit_intercept=False, copy_X=False).fit(powers, residual**2)
    at = even_powers(POINTS, 8)
    covariance = np.linalg.inv(powers.T @ powers) * np.var(residual**2 - powers @ squares.coef_)
    return {
        "mobility": {
            "m": POINTS,
            "value": data.scale * (at @ squares.coef_),
            "standardError": data.scale * np.sqrt(np.einsum("ij,jk,ik->i", at, covariance, at)),
        },
        "drift": {
            "terms": [
                {"polynomial": [0, c[0], 0, c[1], 0, c[2]]},
                {"polynomial": [1], "stencil": stencil_of(c[3:])},
            ]
        },
        "kernel": {"value": stencil_of(c[3:]), "standardError": stencil_of(error[3:])},
        "settings": "drift: ridge (alpha = 1) on m, m^3, m^5 and the 40 pairs of opposite "
        "neighbours within 4 blocks; noise: least squares of the squared residuals on 1, m^2 … m^8; "
        "errors by the textbook formula of least squares",
    }


# --- pysindy --------------------------------------------------------------------------------------

def linear_part(terms):
    """The coefficients of m(x - r) in the drift at m = 0: J up to a factor, and but for J(0)."""
    return sum(
        np.asarray(term["polynomial"][0]) * np.asarray(term["stencil"])
        for term in terms
        if "stencil" in term
    )


DERIVATIVES = [(2, 0), (0, 2), (4, 0), (2, 2), (0, 4)]


def derivative_stencil(order):
    """The finite differences that pysindy takes, read off a point."""
    import pysindy

    field = np.zeros((16, 16))
    field[8, 8] = 1
    for axis, d in enumerate(order):
        if d:
            field = pysindy.FiniteDifference(d=d, axis=axis, periodic=True)._differentiate(
                field, np.arange(16.0)
            )
    return np.asarray(field)[4:13, 4:13]


def sindy_fit(library, x, x_dot, threshold):
    import pysindy

    optimizer = pysindy.STLSQ(threshold=threshold, alpha=1e-6)
    return pysindy.SINDy(feature_library=library, optimizer=optimizer).fit(x, t=1.0, x_dot=x_dot)


def sindy_pde(data):
    import pysindy

    degree = 5
    cells = np.stack(np.meshgrid(*[np.arange(float(n)) for n in data.m.shape[1:]], indexing="ij"), -1)
    library = pysindy.PDELibrary(
        function_library=pysindy.PolynomialLibrary(degree=degree, include_bias=False),
        derivative_order=4,
        multiindices=np.array(DERIVATIVES),
        spatial_grid=cells,
        include_bias=True,
        include_interaction=True,
        diff_kwargs={"periodic": True},
    )
    # The frames of the pairs stand where pysindy has the times; only space is differentiated.
    x = np.moveaxis(data.m, 0, 2)[..., None]
    x_dot = np.moveaxis(data.increment / data.lag, 0, 2)[..., None]

    some = np.flatnonzero(~data.held_out)[::3]  # enough to choose by
    best = None
    for threshold in (0, 0.003, 0.03):
        model = sindy_fit(library, x[:, :, some], x_dot[:, :, some], threshold)
        predicted = np.asarray(model.predict(x[:, :, data.held_out]))
        error = data.error(np.moveaxis(predicted.reshape(*x.shape[:2], -1), 2, 0), data.held_out)
        if best is None or error < best[0]:
            best = error, threshold
        gc.collect()
    threshold = best[1]
    clock = Clock()
    model = sindy_fit(library, x, x_dot, threshold)
    c = model.coefficients()[0]
    predicted = np.moveaxis(np.asarray(model.predict(x)).reshape(x.shape[:3]), 2, 0)
    residual = data.increment - data.lag * predicted
    noise = sindy_fit(
        pysindy.PolynomialLibrary(degree=8), data.m.reshape(-1, 1), residual.reshape(-1, 1) ** 2, 0
    )
    spent = clock.read()
    mixed = c[1 + degree + len(DERIVATIVES) :].reshape(len(DERIVATIVES), degree)
    terms = [{"polynomial": c[: degree + 1]}]
    for k, order in enumerate(DERIVATIVES):
        terms.append({"polynomial": [c[1 + degree + k], *mixed[k]], "stencil": derivative_stencil(order)})
    check = sum(
        np.polynomial.polynomial.polyval(data.m[0], term["polynomial"])
        * (correlate(data.m[:1], term["stencil"])[0] if "stencil" in term else 1)
        for term in terms
    )
    assert np.allclose(check, predicted[0], atol=1e-6), np.abs(check - predicted[0]).max()
    return {
        "mobility": {
            "m": POINTS,
            "value": data.scale * np.asarray(noise.predict(POINTS[:, None]))[:, 0],
        },
        "drift": {"terms": terms},
        "kernel": {"value": linear_part(terms)},
        "settings": "PDELibrary: 1, m … m^5, second and fourth derivatives (periodic finite "
        "differences) and all their products; STLSQ threshold "
        f"{threshold:g}, chosen from 0, 0.003, 0.03 by held-out pairs ({np.count_nonzero(c)} of {c.size} terms "
        "kept); noise: squared residuals on 1, m … m^8",
        "spent": spent,
    }


def sindy_two_stages(data):
    import pysindy

    def features(m, stencil):
        return np.stack([m.ravel(), correlate(m, stencil).ravel()], axis=1)

    def stencil_from(pairs):
        part = object.__new__(Pairs)
        part.lag, part.m, part.increment = data.lag, data.m[pairs], data.increment[pairs]
        stencil = stencil_of(regression_drift(part)[0][3:])
        gc.collect()
        return stencil / stencil.sum()

    def drift_of(x, increment, degree):
        dot = np.stack([increment.ravel() / data.lag, np.zeros(len(x))], axis=1)
        return sindy_fit(pysindy.PolynomialLibrary(degree=degree), x, dot, 0)

    some = np.flatnonzero(~data.held_out)[::3]  # enough to choose by
    stencil = stencil_from(some)
    x, held_out = features(data.m[some], stencil), data.m[data.held_out]
    errors = {}
    for degree in (3, 5, 7):
        model = drift_of(x, data.increment[some], degree)
        predicted = np.asarray(model.predict(features(held_out, stencil)))[:, 0]
        errors[degree] = data.error(predicted.reshape(held_out.shape), data.held_out)
    degree = min(errors, key=errors.get)
    clock = Clock()
    stencil = stencil_from(slice(None))
    x = features(data.m, stencil)
    model = drift_of(x, data.increment, degree)
    residual = data.increment.ravel() - data.lag * np.asarray(model.predict(x))[:, 0]
    squares = np.stack([residual**2, np.zeros_like(residual)], axis=1)
    noise = sindy_fit(pysindy.PolynomialLibrary(degree=4), x, squares, 0)
    variance = np.asarray(noise.predict(x))[:, 0]
    spent = clock.read()
    s = np.linspace(x[:, 1].min(), x[:, 1].max(), 49)
    at = np.stack(np.meshgrid(POINTS, s, indexing="ij"), -1).reshape(-1, 2)
    return {
        "mobility": mean_by_m(data.m, data.scale * variance),
        "drift": {
            "stencil": stencil,
            "m": POINTS,
            "s": s,
            "value": np.asarray(model.predict(at))[:, 0].reshape(len(POINTS), len(s)),
        },
        "settings": "first the ridge regression for a stencil, then, with s = stencil*m, SINDy (no "
        f"threshold) on all polynomials in (m, s) up to degree {degree}, chosen from 3, 5, 7 by held-out pairs; "
        "noise: squared residuals on polynomials up to degree 4",
        "spent": spent,
    }


# --- StochasticForceInference ---------------------------------------------------------------------


def laplacians(count):
    """The stencils of the Laplacian applied once, twice, …: nested differences of the next blocks."""
    once = np.zeros((2 * RADIUS + 1,) * 2)
    once[RADIUS, RADIUS] = -4
    for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        once[RADIUS + dy, RADIUS + dx] = 1
    stencils = [once]
    for _ in range(count - 1):
        stencils.append(convolve(stencils[-1], once, mode="constant"))
    return stencils


def sfi(series):
    from SFI import OverdampedLangevinInference, TrajectoryCollection
    from SFI.bases import monomials_degree
    from SFI.bases.spde import square_grid_extras
    from SFI.statefunc.layout import GridLayout, ScalarSector

    def joined(expressions):
        whole = expressions[0]
        for expression in expressions[1:]:
            whole = whole & expression
        return whole

    depth = 4
    ny, nx = series.runs[0].shape[1:]
    clock = Clock()
    box_of_grid = square_grid_extras((ny, nx), 1.0)
    collections = [
        TrajectoryCollection.from_arrays(
            X=run.reshape(len(run), -1, 1), dt=series.lag, extras_global=box_of_grid
        )
        for run in series.runs
    ]
    layout = GridLayout(m=ScalarSector([0]), dim=1, ndim=2, bc="pbc")
    m = layout.m
    differences = [layout.lap(m)]
    for _ in range(depth - 1):
        differences.append(layout.lap(differences[-1]))
    drift = layout.embed(
        rank=1, m=joined([m, m**3, m**5, *differences, *(m**2 * d for d in differences)])
    )
    inference = OverdampedLangevinInference(collections[0].concat(collections[1:]))
    inference.compute_diffusion_constant(method="WeakNoise")
    inference.infer_force_linear(drift, preset="clean")
    noise = joined([monomials_degree(p, dim=1, rank="identity_matrix") for p in range(0, 9, 2)])
    inference.infer_diffusion_linear(noise, M_mode="WeakNoise")
    inference.compute_diffusion_error()
    spent = clock.read()
    c = np.asarray(inference.force_coefficients, dtype=float)
    d = np.asarray(inference.diffusion_coefficients, dtype=float)
    covariance = np.asarray(inference.diffusion_coefficients_covariance, dtype=float)
    at, scale = even_powers(POINTS, 8), 2 * series.lag * series.scale
    terms = [{"polynomial": [0, c[0], 0, c[1], 0, c[2]]}]
    for stencil, alone, mixed in zip(laplacians(depth), c[3 : 3 + depth], c[3 + depth :]):
        terms.append({"polynomial": [alone, 0, mixed], "stencil": stencil})
    return {
        "mobility": {
            "m": POINTS,
            "value": scale * at @ d,
            "standardError": scale * np.sqrt(np.einsum("ij,jk,ik->i", at, covariance, at)),
        },
        "drift": {"terms": terms},
        "kernel": {"value": linear_part(terms)},
        "settings": "linear estimators for clean data (Ito and trapeze for the drift, WeakNoise for the "
        "diffusion) on GridLayout: m, m^3, m^5, the Laplacian nested once to four times, and m^2 times "
        "these; diffusion on 1, m^2 … m^8; its estimators want three frames in a row: even series",
        "spent": spent,
    }


PEERS = {
    "kramersmoyal-m": (Pairs, km_m, "kramersmoyal on m", ["kramersmoyal"]),
    "kramersmoyal-m-s": (Pairs, km_m_neighbours, "kramersmoyal on m, s", ["kramersmoyal"]),
    "regression": (Pairs, regression, "scikit-learn, regression", ["scikit-learn"]),
    "pysindy-pde": (Pairs, sindy_pde, "pysindy, derivatives", ["pysindy"]),
    "pysindy-m-s": (Pairs, sindy_two_stages, "pysindy on m, s", ["pysindy", "scikit-learn"]),
    "sfi": (Series, sfi, "StochasticForceInference", ["StochasticForceInference", "jax"]),
}


def plain(value):
    """Arrays as lists, numbers with six digits."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(entry) for entry in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.6g}")
    return int(value) if isinstance(value, np.integer) else value


for name, (kind, estimate, title, packages) in PEERS.items():
    if arguments.only and name not in arguments.only:
        continue
    data = kind(arguments.pairs if kind is Pairs else arguments.series)
    clock = Clock()
    result = estimate(data)
    everything = clock.read()
    result = {
        "peer": title,
        "packages": {p: importlib.metadata.version(p) for p in [*packages, "numpy"]},
        "python": platform.python_version(),
        "settings": result.pop("settings"),
        "data": data.record,
        "fit": result.pop("spent", everything),
        "fitAndSelection": everything,
        **result,
    }
    arguments.into.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(result), separators=(",", ":"), ensure_ascii=False)
    (arguments.into / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"          {title}: {result['fit']}, with its selection {everything}", flush=True)
    del data, result
    gc.collect()
