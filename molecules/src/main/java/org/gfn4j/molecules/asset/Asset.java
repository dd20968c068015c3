package org.gfn4j.molecules.asset;

import java.net.URI;

/**
 * A file that can be installed.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called on the command line and in the folder of assets
 * @param purpose what it is for
 * @param address where its publishers offer it, perhaps in a form that is converted on installation
 * @param sha256 the SHA-256 of the installed file, in hexadecimal digits of lower case
 * @param bytes the length of the installed file
 * @param form what form the file has, and which of two forms the checksum is of
 * @param licence the licence and whose it is
 */
public record Asset(String name, String purpose, URI address, String sha256, long bytes, String form, String licence) {}
