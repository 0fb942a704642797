/* Kac–Ising spins by τ-leaps and FFTW, what KacIsing is measured against.
 *
 * Each leap finds the field of every site by one pair of real transforms, then refreshes each spin
 * with probability 1 − e^−τ by the heat bath in that field; the refreshed sites are found by
 * geometric gaps. (KacIsing does more: it extrapolates the field to the middle of a leap.)
 *
 *     cc -O3 -march=native -DREAL=float -DFFTW=fftwf kac_leap.c -o kac_leap -lfftw3f -lm
 *     cc -O3 -march=native -DREAL=double -DFFTW=fftw kac_leap.c -o kac_leap -lfftw3 -lm
 *     ./kac_leap [L [R [bump|gaussian [T [leaps]]]]]
 *
 * prints refreshed spins per ns of CPU time of one core, and the mean magnetisation of the second
 * half, from all spins up; for large R it obeys m = tanh(m/T). A bump is exp(−1/(1 − (r/R)²)), a
 * Gaussian has the standard deviation R/4. The prototypes of FFTW are written out, because its
 * library is often there without its header.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define JOIN(a, b) a##b
#define NAME(prefix, name) JOIN(prefix, name)

typedef REAL wave[2];
typedef struct plan *plan;

enum { MEASURE = 0 };

plan NAME(FFTW, _plan_dft_r2c_2d)(int ny, int nx, REAL *in, wave *out, unsigned flags);
plan NAME(FFTW, _plan_dft_c2r_2d)(int ny, int nx, wave *in, REAL *out, unsigned flags);
void NAME(FFTW, _execute)(plan p);
void *NAME(FFTW, _malloc)(size_t bytes);

static const double TAU = 0.05;

static uint64_t a, b, c, counter = 1; /* SFC64 */

static inline uint64_t next(void) {
  uint64_t out = a + b + counter++;
  a = b ^ (b >> 11);
  b = c + (c << 3);
  c = (c << 24 | c >> 40) + out;
  return out;
}

static inline double uniform(void) { return ((next() >> 11) + 0.5) * 0x1p-53; }

static double shape(int gaussian, double squared) { /* of r²/R² */
  if (squared == 0 || squared >= 1) {
    return 0;
  }
  return gaussian ? exp(-8 * squared) : exp(-1 / (1 - squared));
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int count, char **arguments) {
  int length = count > 1 ? atoi(arguments[1]) : 1024;
  int range = count > 2 ? atoi(arguments[2]) : 32;
  int gaussian = count > 3 && strcmp(arguments[3], "gaussian") == 0;
  double temperature = count > 4 ? atof(arguments[4]) : 0.8;
  int leaps = count > 5 ? atoi(arguments[5]) : 200;
  if (range < 2 || length <= 2 * range || !(temperature > 0) || leaps < 1) {
    fprintf(stderr, "usage: kac_leap [L [R [bump|gaussian [T [leaps]]]]], L above 2 R\n");
    return 2;
  }
  size_t sites = (size_t)length * length, waves = (size_t)length * (length / 2 + 1);
  REAL *field = NAME(FFTW, _malloc)(sites * sizeof(REAL));
  wave *k = NAME(FFTW, _malloc)(waves * sizeof(wave));
  REAL *transfer = malloc(waves * sizeof(REAL));
  int8_t *spins = malloc(sites);
  plan forward = NAME(FFTW, _plan_dft_r2c_2d)(length, length, field, k, MEASURE);
  plan backward = NAME(FFTW, _plan_dft_c2r_2d)(length, length, k, field, MEASURE);

  double total = 0;
  for (size_t i = 0; i < sites; i++) {
    double y = fmin(i / length, length - i / length), x = fmin(i % length, length - i % length);
    field[i] = shape(gaussian, (y * y + x * x) / ((double)range * range));
    total += field[i];
  }
  NAME(FFTW, _execute)(forward);
  for (size_t i = 0; i < waves; i++) {
    transfer[i] = k[i][0] / (total * sites); /* FFTW does not normalise */
  }

  a = b = c = 1;
  for (int i = 0; i < 16; i++) {
    next();
  }
  memset(spins, 1, sites);
  double used = 0, sum = 0;
  long refreshed = 0;
  int samples = 0;
  for (int leap = -1; leap < leaps; leap++) { /* the first is not timed */
    double start = seconds();
    long before = refreshed;
    for (size_t i = 0; i < sites; i++) {
      field[i] = spins[i];
    }
    NAME(FFTW, _execute)(forward);
    for (size_t i = 0; i < waves; i++) {
      k[i][0] *= transfer[i];
      k[i][1] *= transfer[i];
    }
    NAME(FFTW, _execute)(backward);
    for (double i = floor(-log(uniform()) / TAU); i < sites;
         i += 1 + floor(-log(uniform()) / TAU)) {
      size_t site = (size_t)i;
      spins[site] = uniform() * (1 + exp(-2 * field[site] / temperature)) < 1 ? 1 : -1;
      refreshed++;
    }
    if (leap < 0) {
      refreshed = before;
    } else {
      used += seconds() - start;
    }
    if (leap >= leaps / 2) {
      long m = 0;
      for (size_t i = 0; i < sites; i++) {
        m += spins[i];
      }
      sum += (double)m / sites;
      samples++;
    }
  }
  printf("L = %d, R = %d, T = %g: %.5f spins/ns, m %.5f\n", length, range, temperature,
         1e-9 * refreshed / used, sum / samples);
  return 0;
}
