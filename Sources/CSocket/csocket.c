// Licensed under the Apache License, Version 2.0; see LICENSE.

#define _GNU_SOURCE

#include "csocket.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int csocket_pair(int *first, int *second) {
  int both[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, both) < 0) return -1;
  *first = both[0];
  *second = both[1];
  return 0;
}

ssize_t csocket_send(int socket, const void *bytes, size_t count, const int *files) {
  struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(CSOCKET_FILES * sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  if (files != NULL) {
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(CSOCKET_FILES * sizeof(int));
    memcpy(CMSG_DATA(head), files, CSOCKET_FILES * sizeof(int));
  }
  ssize_t sent;
  do {
    sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

ssize_t csocket_receive(int socket, void *bytes, size_t capacity, int *files) {
  for (int index = 0; index < CSOCKET_FILES; index++) files[index] = -1;
  struct iovec piece = {.iov_base = bytes, .iov_len = capacity};
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(CSOCKET_FILES * sizeof(int))];
  } control;
  struct msghdr message = {
      .msg_iov = &piece,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  ssize_t received;
  do {
    received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0) return -1;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (head != NULL && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS) {
    size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    if (count > CSOCKET_FILES) count = CSOCKET_FILES;
    memcpy(files, CMSG_DATA(head), count * sizeof(int));
  }
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
    for (int index = 0; index < CSOCKET_FILES; index++) {
      if (files[index] >= 0) close(files[index]);
      files[index] = -1;
    }
    errno = EMSGSIZE;
    return -1;
  }
  return received;
}

int csocket_wait(pid_t child, int seconds, int *is_late) {
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  struct timespec now, end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += seconds;
  *is_late = 0;
  for (;;) {
    int status;
    pid_t found = waitpid(child, &status, WNOHANG);
    if (found == child) return status;
    if (found < 0 && errno != EINTR) return -1;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct timespec left = {.tv_sec = end.tv_sec - now.tv_sec, .tv_nsec = end.tv_nsec - now.tv_nsec};
    if (left.tv_nsec < 0) {
      left.tv_nsec += 1000000000;
      left.tv_sec -= 1;
    }
    if (left.tv_sec < 0) {
      *is_late = 1;
      kill(child, SIGKILL);
      return waitpid(child, &status, 0) == child ? status : -1;
    }
    sigtimedwait(&ended, NULL, &left);
  }
}

int csocket_hide(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
