/** What the inner loops cost, measured with JMH: the codec, the mention parser, the encoder. */
package chat.server.bench.micro;
