package chat.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BadFramesTest {
  private static final String NO_FIELD = "";

  private final CommandDecoder decoder = new CommandDecoder();

  @ParameterizedTest
  @MethodSource({"notFrames", "unknownTypes", "invalidFields", "namesOfNothing"})
  void refuses(Case bad) {
    var frame = assertInstanceOf(ClientFrame.Bad.class, decoder.decode(bad.frame), bad.frame);

    assertEquals(bad.code, frame.error().code());
    assertEquals(Optional.of(bad.field).filter(name -> !name.isEmpty()), frame.error().field());
    assertTrue(frame.error().message().matches("[A-Z].*\\."), frame.error().message());
  }

  static Stream<Case> notFrames() {
    return Stream.of(
            "",
            "  ",
            "hello",
            "null",
            "true",
            "7",
            "'ping'",
            "[]",
            "[{'type':'ping'}]",
            "{",
            "}",
            "{}",
            "{'type'}",
            "{'type':}",
            "{'type':'ping'",
            "{'type':'ping',}",
            "{'type':'ping'}}",
            "{'type':'ping'} {'type':'ping'}",
            "{'type':'ping'} x",
            "{'type':'ping'}\0",
            "{'type':'ping'} // comment",
            "{/* comment */'type':'ping'}",
            ")]}'\n{'type':'ping'}",
            "{type:'ping'}",
            "{'type'='ping'}",
            "{'type':'ping';'a':1}",
            "{'type':'ping','type':'ping'}",
            "{'type':'ping','a':{'b':1,'b':2}}",
            "{'type':'ping','a':[{'b':1,'b':2}]}",
            "{'type':'ping','a':TRUE}",
            "{'type':'ping','a':NaN}",
            "{'type':'ping','a':-Infinity}",
            "{'type':'ping','a':01}",
            "{'type':'ping','a':+1}",
            "{'type':'ping','a':.5}",
            "{'type':'ping','a':1.}",
            "{'type':'ping','a':0x10}",
            "{'type':'ping','a':[1,]}",
            "{'type':'ping','a':[TRUE]}",
            "{'type':'ping','a':'\t'}",
            "{'type':'ping','a':['\n']}",
            "{'type':'ping','a':'\\x41'}",
            "{'type':'ping','a':'\\u12'}",
            "{'type':'ping','a':'open}",
            "{'type':null}",
            "{'type':7}",
            "{'type':['ping']}",
            "{'type':{'type':'ping'}}",
            "{'Type':'ping'}",
            nested("[", "]", 40),
            nested("{'a':", "}", 40).replace("{'a':}", "{}"),
            nested("[", "]", 30_000),
            "{'type':'ping','a':" + "[".repeat(60_000),
            "{'type':'ping','a':" + "{'a':".repeat(10_000))
        .map(frame -> new Case(frame, "bad_frame", NO_FIELD));
  }

  static Stream<Case> unknownTypes() {
    return Stream.of("", "Ping", "ping ", "welcome", "new_message", "\\u0000", "x".repeat(60_000))
        .map(type -> new Case("{'type':'" + type + "'}", "unknown_type", NO_FIELD));
  }

  static Stream<Case> invalidFields() {
    return Stream.of(
        invalid("id", "'type':'ping','id':''"),
        invalid("id", "'type':'ping','id':7"),
        invalid("id", "'type':'ping','id':null"),
        invalid("id", "'type':'ping','id':['a']"),
        invalid("id", "'type':'ping','id':'" + "x".repeat(65) + "'"),
        invalid("id", "'type':'ping','id':'\\ud800'"),
        invalid("id", "'type':'ping','id':'\ud83d'"),
        invalid("id", "'type':'nonsense','id':7"),
        invalid("username", "'type':'set_username'"),
        invalid("username", "'type':'set_username','username':7"),
        invalid("username", "'type':'set_username','username':null"),
        invalid("after", "'type':'get_rooms','after':7"),
        invalid("after", "'type':'get_rooms','after':''"),
        invalid("after", "'type':'get_rooms','after':'no room'"),
        invalid("limit", "'type':'get_rooms','limit':'7'"),
        invalid("limit", "'type':'get_rooms','limit':-1"),
        invalid("limit", "'type':'get_rooms','limit':1.5"),
        invalid("limit", "'type':'get_rooms','limit':1.0"),
        invalid("limit", "'type':'get_rooms','limit':1e2"),
        invalid("limit", "'type':'get_rooms','limit':1e999999999"),
        invalid("limit", "'type':'get_rooms','limit':2147483648"),
        invalid("limit", "'type':'get_rooms','limit':4294967346"),
        invalid("limit", "'type':'get_rooms','limit':18446744073709551666"),
        invalid("limit", "'type':'get_rooms','limit':1" + "0".repeat(1_000)),
        invalid("limit", "'type':'get_rooms','limit':null"),
        invalid("limit", "'type':'get_rooms','limit':true"),
        invalid("kind", "'type':'create_room'"),
        invalid("kind", "'type':'create_room','kind':'secret'"),
        invalid("kind", "'type':'create_room','kind':'PUBLIC'"),
        invalid("kind", "'type':'create_room','kind':1"),
        invalid("name", "'type':'create_room','kind':'public'"),
        invalid("name", "'type':'create_room','kind':'public','name':{}"),
        invalid("name", "'type':'create_room','kind':'code','name':7"),
        invalid("user", "'type':'create_room','kind':'direct'"),
        invalid("user", "'type':'create_room','kind':'direct','user':''"),
        invalid("user", "'type':'create_room','kind':'direct','user':{'id':'u1'}"),
        invalid("room", "'type':'join_room'"),
        invalid("room", "'type':'join_room','room':''"),
        invalid("room", "'type':'join_room','room':7"),
        invalid("room", "'type':'join_room','room':null"),
        invalid("code", "'type':'join_room','code':7"),
        invalid("code", "'type':'join_room','room':'general','code':'AB'"),
        invalid("after", "'type':'join_room','room':'general','after':7"),
        invalid("after", "'type':'join_room','room':'general','after':{}"),
        invalid("after", "'type':'join_room','room':'general','after':{'epoch':'e'}"),
        invalid("after", "'type':'join_room','room':'general','after':{'epoch':1,'seq':1}"),
        invalid("after", "'type':'join_room','room':'general','after':{'epoch':'e','seq':-1}"),
        invalid("after", "'type':'join_room','room':'general','after':{'epoch':'e','seq':'1'}"),
        invalid("limit", "'type':'join_room','room':'general','limit':99999999999"),
        invalid("users", "'type':'join_room','room':'general','users':'no'"),
        invalid("users", "'type':'join_room','room':'general','users':0"),
        invalid("room", "'type':'leave_room'"),
        invalid("room", "'type':'members'"),
        invalid("after", "'type':'members','room':'general','after':'no.one'"),
        invalid("after", "'type':'members','room':'general','after':''"),
        invalid("after", "'type':'members','room':'general','after':7"),
        invalid("room", "'type':'send_message','text':'hi','client_id':'c'"),
        invalid("text", "'type':'send_message','room':'general','client_id':'c'"),
        invalid("text", "'type':'send_message','room':'general','client_id':'c','text':7"),
        invalid("client_id", "'type':'send_message','room':'general','text':'hi'"),
        invalid("client_id", "'type':'send_message','room':'general','text':'hi','client_id':1"),
        invalid(
            "reply_to",
            "'type':'send_message','room':'general','text':'hi','client_id':'c','reply_to':-1"),
        invalid(
            "reply_to",
            "'type':'send_message','room':'general','text':'hi','client_id':'c','reply_to':'1'"),
        invalid("typing", "'type':'typing','room':'general'"),
        invalid("typing", "'type':'typing','room':'general','typing':'true'"),
        invalid("typing", "'type':'typing','room':'general','typing':1"),
        invalid("before", "'type':'history','room':'general','before':-1"),
        invalid("before", "'type':'history','room':'general','before':9223372036854775808"),
        invalid("after", "'type':'history','room':'general','after':{'epoch':'e','seq':1}"),
        invalid("seq", "'type':'mark_read','room':'general'"),
        invalid("seq", "'type':'mark_read','room':'general','seq':1e400"),
        invalid("seq", "'type':'mark_read','room':'general','seq':-9223372036854775809"));
  }

  static Stream<Case> namesOfNothing() {
    return Stream.of(
            List.of("room", "'type':'join_room','room':'no such room'"),
            List.of("room", "'type':'leave_room','room':'\\ud800'"),
            List.of("room", "'type':'members','room':'../x'"),
            List.of("room", "'type':'typing','room':'" + "x".repeat(161) + "'"),
            List.of("room", "'type':'history','room':'#general'"),
            List.of("user", "'type':'create_room','kind':'direct','user':'no one'"))
        .map(it -> new Case("{" + it.get(1) + "}", "not_found", it.get(0)));
  }

  private static Case invalid(String field, String members) {
    return new Case("{" + members + "}", "invalid", field);
  }

  private static String nested(String open, String close, int depth) {
    return "{'type':'ping','a':" + open.repeat(depth) + close.repeat(depth) + "}";
  }

  record Case(String frame, String code, String field) {
    Case {
      frame = frame.replace('\'', '"');
    }

    @Override
    public String toString() {
      return code + " " + frame.substring(0, Math.min(60, frame.length()));
    }
  }
}
