/// The door to the data: what is observed of one system, and the one way through it.
@NullMarked
package onsagerflow.estimate.data;

import org.jspecify.annotations.NullMarked;
