/// How spins with four neighbours are kept and refreshed: checkerboards of integers and of words of
/// 64 spins.
@NullMarked
package onsagerflow.micro.neighbour;

import org.jspecify.annotations.NullMarked;
