// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Messages with open files, over a pair of sockets of one machine, and what a server of such messages asks of
// Linux: what needs the macros of sendmsg(2) and recvmsg(2) or headers that Swift does not read. Each
// function gives -1 and sets `errno` where it fails.

#ifndef CSOCKET_H
#define CSOCKET_H

#include <stddef.h>
#include <sys/types.h>

/// Most files that go with one message.
#define CSOCKET_FILES 2

/// Makes two sockets that keep the borders of messages; both are closed where another program begins.
int csocket_pair(int *_Nonnull first, int *_Nonnull second);

/// Sends a message with exactly `CSOCKET_FILES` open files, or none where `files` is null.
///
/// Never raises SIGPIPE.
ssize_t csocket_send(int socket, const void *_Nonnull bytes, size_t count, const int *_Nullable files);

/// Waits for a message and gives its length; 0 where the other side is closed.
///
/// `files` has the files that came with it, or -1; they are closed where another program begins. A message
/// longer than `capacity` fails with EMSGSIZE.
ssize_t csocket_receive(int socket, void *_Nonnull bytes, size_t capacity, int *_Nonnull files);

/// Waits for the end of a child, and kills it where that takes longer than so many seconds.
///
/// `*is_late` says whether it did. The caller must have blocked SIGCHLD. Gives the status of waitpid(2).
int csocket_wait(pid_t child, int seconds, int *_Nonnull is_late);

/// Makes this process, and those that it forks, ones that no other of the same user may trace or look into.
int csocket_hide(void);

#endif
