/// JMH benchmarks of the library's inner loops.
@NullMarked
package onsagerflow.benchmarks;

import org.jspecify.annotations.NullMarked;
