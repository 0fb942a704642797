/// Unit vectors on a lattice that precess, are damped and are driven by thermal noise: energy
/// terms, their effective field, and steps of the stochastic Landau–Lifshitz–Gilbert equation.
@org.jspecify.annotations.NullMarked
package onsagerflow.llg;
