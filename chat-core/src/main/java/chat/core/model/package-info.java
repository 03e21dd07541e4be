/** The values of the domain: immutable, validated in their constructors. */
package chat.core.model;
