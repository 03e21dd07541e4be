/** What every HTTP request goes through: routing, bodies, answers, who asks. */
package chat.server.http;
