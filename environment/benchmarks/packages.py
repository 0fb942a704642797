"""The side of Python's packages in environment/benchmark, each the fastest way that we know.

    python packages.py WORK LENGTH CLOCK SECONDS

After a warm-up of so many seconds it prints `ready`. For each number of seconds on a line of input it
works so long and prints what it did in one second. Seconds are those of CLOCK: of the processor time of
all its threads (`processor`), or of the day (`wall`).
"""

import sys
import time

import numpy as np

TEMPERATURE, RANGE, LEAP = 0.8, 32, 0.05  # Kac–Ising spins
RADIUS, SPINS_PER_BLOCK, DT, POINTS = 6, 64, 0.1, 64  # equation


def neighbours(length):
    """Heat bath on the checkerboard by numba, a byte a spin: 10⁹ spins a sweep."""
    import numba

    temperature = 2.27
    thresholds = np.array([2**32 / (1 + np.exp(-2 * h / temperature)) for h in range(-4, 5, 2)])
    thresholds = thresholds.astype(np.uint32)

    @numba.njit(parallel=True, fastmath=True)
    def half_sweep(spins, other, colour, seed):
        rows, columns = spins.shape
        for y in numba.prange(rows):
            here, row = spins[y], other[y]
            above, below = other[y - 1], other[y + 1 if y + 1 < rows else 0]
            shift = 1 if (y + colour) % 2 else -1
            side = np.empty(columns, np.uint8)
            for x in range(columns):
                side[x] = row[(x + shift) & (columns - 1)]  # columns are a power of two
            key = np.uint32(seed) ^ np.uint32(y * 0x9E3779B1)
            for x in range(np.uint32(columns)):
                up = above[x] + below[x] + row[x] + side[x]
                random = np.uint32(key + np.uint32(x))
                random = np.uint32((random ^ (random >> np.uint32(16))) * np.uint32(0x21F0AAAD))
                random = np.uint32((random ^ (random >> np.uint32(15))) * np.uint32(0x735A2D97))
                random ^= random >> np.uint32(15)
                here[x] = random < thresholds[up]

    colours = np.ones((2, length, length // 2), np.uint8)
    seeds = np.random.default_rng(1)

    def sweep():
        for colour in (0, 1):
            seed = seeds.integers(2**32, dtype=np.uint32)
            half_sweep(colours[colour], colours[1 - colour], colour, seed)

    return 1e-9 * length**2, sweep


def kac(length, gaussian):
    """τ-leaps by numpy and scipy's transforms in floats: 10⁹ refreshed spins a leap."""
    from scipy import fft

    y, x = np.ogrid[:length, :length]
    squared = (np.minimum(y, length - y) ** 2 + np.minimum(x, length - x) ** 2) / RANGE**2
    inside = (squared > 0) & (squared < 1)
    kernel = np.zeros((length, length))
    kernel[inside] = np.exp(-8 * squared[inside] if gaussian else -1 / (1 - squared[inside]))
    transfer = fft.rfft2(kernel / kernel.sum()).real.astype(np.float32)
    refreshed = -np.expm1(-LEAP)
    random = np.random.default_rng(1)
    spins = np.ones(length**2, np.float32)

    def leap():
        field = fft.irfft2(transfer * fft.rfft2(spins.reshape(length, length)), s=(length, length))
        gaps = random.geometric(refreshed, int(1.1 * refreshed * length**2) + 100)
        sites = np.cumsum(gaps) - 1
        sites = sites[: np.searchsorted(sites, length**2)]
        up = 1 / (1 + np.exp(-2 / TEMPERATURE * field.ravel()[sites]))
        spins[sites] = np.where(random.random(len(sites), np.float32) < up, 1, -1)

    return 1e-9 * refreshed * length**2, leap


def cone(length):
    """The kernel of MeanFieldModel."""
    y, x = np.ogrid[:length, :length]
    distance = np.hypot(np.minimum(y, length - y), np.minimum(x, length - x))
    kernel = np.maximum(0, RADIUS - distance)
    return kernel / kernel.sum()


def tables():
    """s′ at points of m, K at those of (m, φ): those of MeanFieldModel."""
    x = np.linspace(-0.98, 0.98, POINTS)
    mobility = (1 - x[:, None] * np.tanh(x / TEMPERATURE)) / TEMPERATURE
    return x, TEMPERATURE * np.arctanh(x), mobility


def scipy_step(length):
    """Euler–Maruyama of the learned equation by numpy and scipy."""
    from scipy import fft, ndimage

    transfer = fft.rfft2(cone(length)).real
    x, slope, mobility = tables()
    beta, scale = 1 / TEMPERATURE, (POINTS - 1) / (x[-1] - x[0])
    random = np.random.default_rng(1)
    m = np.zeros((length, length))

    def step():
        phi = fft.irfft2(transfer * fft.rfft2(m), s=m.shape)
        at = np.stack([m - x[0], phi - x[0]]) * scale
        n = TEMPERATURE * ndimage.map_coordinates(mobility, at, order=1, mode="nearest")
        force = np.tanh(beta * (np.interp(m, x, slope) - phi))
        noise = np.sqrt(2 * DT / SPINS_PER_BLOCK * n) * random.standard_normal(m.shape)
        np.clip(m - n * force * DT + noise, -1, 1, out=m)

    return 1, step


def numba_step(length):
    """The same with the work of a cell compiled by numba."""
    import numba
    from scipy import fft

    transfer = fft.rfft2(cone(length)).real
    x, slope, mobility = tables()
    low, last, beta, scale = x[0], POINTS - 1, 1 / TEMPERATURE, (POINTS - 1) / (x[-1] - x[0])

    @numba.njit(fastmath=True)
    def cells(m, phi, deviates):
        for cell in range(m.size):
            row = min(max((m[cell] - low) * scale, 0), last)
            column = min(max((phi[cell] - low) * scale, 0), last)
            i, j = min(int(row), last - 1), min(int(column), last - 1)
            a, b = row - i, column - j
            s = slope[i] + a * (slope[i + 1] - slope[i])
            here = mobility[i, j] + b * (mobility[i, j + 1] - mobility[i, j])
            beyond = mobility[i + 1, j] + b * (mobility[i + 1, j + 1] - mobility[i + 1, j])
            n = (here + a * (beyond - here)) / beta
            noise = np.sqrt(2 * DT / SPINS_PER_BLOCK * n) * deviates[cell]
            next = m[cell] - n * np.tanh(beta * (s - phi[cell])) * DT + noise
            m[cell] = min(max(next, -1), 1)

    random = np.random.default_rng(1)
    m, deviates = np.zeros((length, length)), np.zeros(length**2)

    def step():
        phi = fft.irfft2(transfer * fft.rfft2(m), s=m.shape)
        random.standard_normal(out=deviates)
        cells(m.ravel(), phi.ravel(), deviates)

    return 1, step


def jax_step(length):
    """The same by jax in floats, compiled, 50 steps a call."""
    import jax
    import jax.numpy as jnp

    transfer = jnp.fft.rfft2(jnp.array(cone(length))).real
    x, slope, mobility = (jnp.array(table) for table in tables())
    beta, scale = 1 / TEMPERATURE, (POINTS - 1) / (x[-1] - x[0])

    def step(_, state):
        m, key = state
        key, now = jax.random.split(key)
        phi = jnp.fft.irfft2(transfer * jnp.fft.rfft2(m), s=m.shape)
        row, column = (m - x[0]) * scale, (phi - x[0]) * scale
        inner = jnp.clip(row, 0, POINTS - 1)
        i = jnp.minimum(inner.astype(jnp.int32), POINTS - 2)
        s = slope[i] + (inner - i) * (slope[i + 1] - slope[i])
        n = TEMPERATURE * jax.scipy.ndimage.map_coordinates(
            mobility, [row, column], order=1, mode="nearest"
        )
        noise = jnp.sqrt(2 * DT / SPINS_PER_BLOCK * n) * jax.random.normal(now, m.shape, m.dtype)
        return jnp.clip(m - n * jnp.tanh(beta * (s - phi)) * DT + noise, -1, 1), key

    steps = jax.jit(lambda state: jax.lax.fori_loop(0, 50, step, state))
    state = jnp.zeros((length, length)), jax.random.key(1, impl="unsafe_rbg")

    def run():
        nonlocal state
        state = jax.block_until_ready(steps(state))

    return 50, run


def pde_step(length):
    """The Allen–Cahn equation with additive noise by py-pde and numba, which is less work: 50 steps."""
    import pde

    grid = pde.CartesianGrid([[0, length]] * 2, length, periodic=True)
    state = pde.ScalarField(grid, 0.0)
    equation = pde.PDE({"m": "laplace(m) + m - m**3"}, noise=2 / SPINS_PER_BLOCK)
    advance = pde.EulerSolver(equation, backend="numba").make_stepper(state, dt=DT)
    return 50, lambda: advance(state, 0, 50 * DT)


def convolution(length):
    """A pair of transforms and the product between them, by scipy in doubles."""
    from scipy import fft

    transfer = fft.rfft2(cone(length)).real
    m = np.random.default_rng(1).standard_normal((length, length))
    return 1, lambda: fft.irfft2(transfer * fft.rfft2(m), s=m.shape)


WORKS = {
    "neighbours": neighbours,
    "kac-bump": lambda length: kac(length, gaussian=False),
    "kac-gaussian": lambda length: kac(length, gaussian=True),
    "scipy-step": scipy_step,
    "numba-step": numba_step,
    "jax-step": jax_step,
    "pde-step": pde_step,
    "convolution": convolution,
}
CLOCKS = {"processor": time.process_time, "wall": time.perf_counter}


def rate(amount, step, clock, seconds):
    start, spent, steps = clock(), 0, 0
    while spent < seconds:
        step()
        steps += 1
        spent = clock() - start
    return steps * amount / spent


if __name__ == "__main__":
    name, length, clock, seconds = sys.argv[1:]
    work = WORKS[name](int(length))
    work[1]()  # compiles
    rate(*work, CLOCKS[clock], float(seconds))
    print("ready", flush=True)
    for line in sys.stdin:
        print(rate(*work, CLOCKS[clock], float(line)), flush=True)
