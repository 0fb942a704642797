/// Learning the equation of vectors: s′, K∥, K⊥, γ and J from frames.
@NullMarked
package onsagerflow.estimate.vector;

import org.jspecify.annotations.NullMarked;
