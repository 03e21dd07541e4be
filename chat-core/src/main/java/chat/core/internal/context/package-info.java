/** What all parts of a chat share: settings, limits, executors and common rejections. */
package chat.core.internal.context;
