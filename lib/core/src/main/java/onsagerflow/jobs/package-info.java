/// Numbered jobs: bytes in, bytes out, in whatever process; results in the order of their numbers.
@NullMarked
package onsagerflow.jobs;

import org.jspecify.annotations.NullMarked;
