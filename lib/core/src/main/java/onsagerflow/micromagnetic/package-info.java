/// Micromagnetics on a finite-difference grid, in SI units: the magnetisation of a sample of one or
/// several materials, its energy terms and their fields, and how it moves and comes to rest.
@org.jspecify.annotations.NullMarked
package onsagerflow.micromagnetic;
