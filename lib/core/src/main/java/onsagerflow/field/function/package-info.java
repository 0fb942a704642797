/// Functions of numbers: eˣ and ln x of whole arrays, and the φ-functions of exponential
/// integrators.
@NullMarked
package onsagerflow.field.function;

import org.jspecify.annotations.NullMarked;
