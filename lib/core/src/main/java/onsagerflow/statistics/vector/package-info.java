/// Statistics of trajectories of vectors: moments, structure factors along and across the
/// magnetisation, spin waves.
@NullMarked
package onsagerflow.statistics.vector;

import org.jspecify.annotations.NullMarked;
