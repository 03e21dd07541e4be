/** The values of the domain: immutable, validated when they are made. */
package chat.core.model;
