/* The nearest-neighbour Ising model by AVX2, what JMH NearestNeighbourBenchmark is measured against.
 *
 * Heat bath, 64 spins a word: colours of the checkerboard take turns, and bit k of a row of a colour
 * is its k-th spin. A spin flips where a random number is below the probability of its class, the
 * number a of its neighbours that are opposite. Both are compared bit by bit from the top, 256 spins
 * at a time, until all of these are decided, of 32 bits. Random words are of four SFC64 side by side.
 *
 *     cc -O3 -mavx2 ising_multispin.c -o ising_multispin -lm && ./ising_multispin [L [T [sweeps]]]
 *
 * prints updates per ns, and ⟨|m|⟩ and the energy a spin of the second half, from all spins up. L is
 * a multiple of 512.
 */
#define _POSIX_C_SOURCE 199309L
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BITS = 32 };

typedef __m256i word;

#define LOAD(p) _mm256_loadu_si256((const word *)(p))
#define STORE(p, v) _mm256_storeu_si256((word *)(p), v)
#define AND _mm256_and_si256
#define OR _mm256_or_si256
#define XOR _mm256_xor_si256
#define ANDNOT _mm256_andnot_si256
#define ADD _mm256_add_epi64
#define LEFT _mm256_slli_epi64
#define RIGHT _mm256_srli_epi64

typedef struct {
  word a, b, c, counter;
} sfc64;

static inline word next(sfc64 *s) {
  word out = ADD(ADD(s->a, s->b), s->counter);
  s->counter = ADD(s->counter, _mm256_set1_epi64x(1));
  s->a = XOR(s->b, RIGHT(s->b, 11));
  s->b = ADD(s->c, LEFT(s->c, 3));
  s->c = ADD(OR(LEFT(s->c, 24), RIGHT(s->c, 40)), out);
  return out;
}

static uint64_t splitmix(uint64_t *x) {
  uint64_t z = *x += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* A bit of the probabilities as a polynomial over GF(2) in the bits of a. */
typedef struct {
  word one, a0, a1, a01, a2;
} bit;

static word all(uint32_t b) { return _mm256_set1_epi64x(-(int64_t)(b & 1)); }

static void table(double temperature, bit *t) {
  uint32_t p[5];
  for (int a = 0; a < 5; a++) {
    p[a] = (uint32_t)fmin(0x1p32 / (1 + exp((8 - 4 * a) / temperature)), 0x1p32 - 1);
  }
  for (int k = 0; k < BITS; k++) {
    int at = BITS - 1 - k;
    t[k].one = all(p[0] >> at);
    t[k].a0 = all((p[0] ^ p[1]) >> at);
    t[k].a1 = all((p[0] ^ p[2]) >> at);
    t[k].a01 = all((p[0] ^ p[1] ^ p[2] ^ p[3]) >> at);
    t[k].a2 = all((p[0] ^ p[4]) >> at);
  }
}

/* For four words of a row, the sites to the left (or right) of each. */
static inline word left_of(const uint64_t *row, int w, int words) {
  word before = w > 0 ? LOAD(row + w - 1)
                      : _mm256_set_epi64x(row[2], row[1], row[0], row[words - 1]);
  return OR(LEFT(LOAD(row + w), 1), RIGHT(before, 63));
}

static inline word right_of(const uint64_t *row, int w, int words) {
  word after = w + 4 < words ? LOAD(row + w + 1)
                             : _mm256_set_epi64x(row[0], row[w + 3], row[w + 2], row[w + 1]);
  return OR(RIGHT(LOAD(row + w), 1), LEFT(after, 63));
}

static void half_sweep(uint64_t *spins, const uint64_t *other, int ny, int words, int colour,
                       const bit *t, sfc64 *random) {
  sfc64 r = *random;
  for (int y = 0; y < ny; y++) {
    const uint64_t *row = other + (size_t)y * words;
    const uint64_t *above = other + (size_t)(y == 0 ? ny - 1 : y - 1) * words;
    const uint64_t *below = other + (size_t)(y == ny - 1 ? 0 : y + 1) * words;
    uint64_t *here = spins + (size_t)y * words;
    for (int w = 0; w < words; w += 4) {
      word s = LOAD(here + w);
      word side = (y + colour) % 2 == 0 ? left_of(row, w, words) : right_of(row, w, words);
      word n1 = XOR(s, LOAD(above + w)), n2 = XOR(s, LOAD(below + w));
      word n3 = XOR(s, LOAD(row + w)), n4 = XOR(s, side);
      word x = XOR(n1, n2), y2 = XOR(n3, n4), cx = AND(n1, n2), cy = AND(n3, n4);
      word carry = AND(x, y2);
      word a0 = XOR(x, y2), a1 = XOR(XOR(cx, cy), carry), a2 = AND(cx, cy), a01 = AND(a0, a1);
      word open = _mm256_set1_epi64x(-1), flips = _mm256_setzero_si256();
      for (int k = 0; k < BITS; k++) {
        word p = XOR(XOR(XOR(t[k].one, AND(t[k].a0, a0)), AND(t[k].a1, a1)),
                     XOR(AND(t[k].a01, a01), AND(t[k].a2, a2)));
        word decided = AND(open, XOR(next(&r), p));
        flips = OR(flips, AND(decided, p));
        open = ANDNOT(decided, open);
        if (_mm256_testz_si256(open, open)) {
          break;
        }
      }
      STORE(here + w, XOR(s, flips));
    }
  }
  *random = r;
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int count, char **arguments) {
  int length = count > 1 ? atoi(arguments[1]) : 1024;
  double temperature = count > 2 ? atof(arguments[2]) : 2.27;
  int sweeps = count > 3 ? atoi(arguments[3]) : 1000;
  if (length < 512 || length % 512 != 0 || !(temperature > 0) || sweeps < 1) {
    fprintf(stderr, "usage: ising_multispin [L [T [sweeps]]], L a multiple of 512\n");
    return 2;
  }
  int words = length / 128;
  size_t size = (size_t)length * words;
  uint64_t *colour[2] = {malloc(8 * size), malloc(8 * size)};
  uint64_t seed = 1;
  uint64_t lanes[12];
  for (int i = 0; i < 12; i++) {
    lanes[i] = splitmix(&seed);
  }
  sfc64 random = {LOAD(lanes), LOAD(lanes + 4), LOAD(lanes + 8), _mm256_set1_epi64x(1)};
  for (int i = 0; i < 16; i++) {
    next(&random);
  }
  memset(colour[0], 0xff, 8 * size);
  memset(colour[1], 0xff, 8 * size);
  bit t[BITS];
  table(temperature, t);
  double processor = 0, wall = 0, sumM = 0, sumE = 0;
  int samples = 0;
  for (int done = 0; done < sweeps; done++) {
    double start = seconds(CLOCK_MONOTONIC), used = seconds(CLOCK_PROCESS_CPUTIME_ID);
    half_sweep(colour[0], colour[1], length, words, 0, t, &random);
    half_sweep(colour[1], colour[0], length, words, 1, t, &random);
    processor += seconds(CLOCK_PROCESS_CPUTIME_ID) - used;
    wall += seconds(CLOCK_MONOTONIC) - start;
    if (done >= sweeps / 2 && done % 10 == 0) {
      long up = 0, unequal = 0;
      for (int y = 0; y < length; y++) {
        const uint64_t *a = colour[0] + (size_t)y * words, *b = colour[1] + (size_t)y * words;
        const uint64_t *above = colour[1] + (size_t)(y == 0 ? length - 1 : y - 1) * words;
        const uint64_t *below = colour[1] + (size_t)(y == length - 1 ? 0 : y + 1) * words;
        for (int w = 0; w < words; w++) {
          uint64_t side = y % 2 == 0 ? b[w] << 1 | b[w == 0 ? words - 1 : w - 1] >> 63
                                     : b[w] >> 1 | b[w == words - 1 ? 0 : w + 1] << 63;
          up += __builtin_popcountll(a[w]) + __builtin_popcountll(b[w]);
          unequal += __builtin_popcountll(a[w] ^ b[w]) + __builtin_popcountll(a[w] ^ side) +
                     __builtin_popcountll(a[w] ^ above[w]) + __builtin_popcountll(a[w] ^ below[w]);
        }
      }
      double sites = (double)length * length;
      sumM += fabs(2 * up / sites - 1);
      sumE += -2 + 2 * unequal / sites;
      samples++;
    }
  }
  double updates = 1e-9 * sweeps * length * length;
  printf("L = %d, T = %g: spins/ns %.3f of processor time, %.3f by the clock, |m| %.5f, energy %.5f\n",
         length, temperature, updates / processor, updates / wall, sumM / samples, sumE / samples);
  return 0;
}
