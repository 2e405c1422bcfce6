/** Where personal content is encrypted and decrypted. */
@NullMarked
package com.twinafas.pipeline.encryption;

import org.jspecify.annotations.NullMarked;
