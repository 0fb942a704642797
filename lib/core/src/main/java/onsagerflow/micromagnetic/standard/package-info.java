/// The standard problems of micromagnetics, whose answers are known from many programs, or exactly.
@org.jspecify.annotations.NullMarked
package onsagerflow.micromagnetic.standard;
