/** Where things are: the folder that Corvée was installed in and the data home that it writes to. */
@NullMarked
package org.corvee.home;

import org.jspecify.annotations.NullMarked;
