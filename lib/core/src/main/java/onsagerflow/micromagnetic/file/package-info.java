/// Problems of micromagnetics in files: read from JSON, recorded as trajectories, and written as
/// scripts for Mumax3.
@org.jspecify.annotations.NullMarked
package onsagerflow.micromagnetic.file;
