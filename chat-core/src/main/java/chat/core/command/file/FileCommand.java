package chat.core.command.file;

import chat.core.command.Command;
import chat.core.command.Reply;

/**
 * A command about uploads and files. The host keeps their bytes, the chat their state and who may
 * do what. Immutable.
 *
 * @param <R> the reply when it is accepted
 */
public sealed interface FileCommand<R extends Reply> extends Command<R>
    permits CreateUpload, ReadUpload, ContinueUpload, RemoveUpload, OpenFile, ListFiles {}
