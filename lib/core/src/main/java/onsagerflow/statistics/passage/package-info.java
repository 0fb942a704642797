/// First passages and flips: their times, survival, the exponential law.
@NullMarked
package onsagerflow.statistics.passage;

import org.jspecify.annotations.NullMarked;
