/* N independent background transfers that are handed to the daemon, a process that is suspended in its time,
 * and at most KILLS interventions that terminate it. The same model as in README.md. */
#ifndef N
#define N 2
#endif
#ifndef KILLS
#define KILLS 0
#endif

#define HANDED   0
#define BEGUN    1
#define ANSWERED 2
#define ENDED    3

#define RUNNING   0
#define SUSPENDED 1
#define GONE      2

byte phase[N];
byte process = RUNNING;
byte left = KILLS;
/* Ends that nobody was told of: transfers by number, from 1, in the order in which they ended. */
byte kept[N];
byte count = 0;

#define TRANSFER(t) \
  :: d_step { phase[t] == HANDED -> phase[t] = BEGUN } \
  :: d_step { phase[t] == BEGUN -> phase[t] = ANSWERED } \
  :: d_step { phase[t] == ANSWERED -> \
       phase[t] = ENDED; \
       assert(process != GONE); \
       if \
       :: process == RUNNING -> skip \
       :: else -> kept[count] = t + 1; count = count + 1 \
       fi \
     }

active proctype system() {
end:
  do
  :: d_step { process == RUNNING -> process = SUSPENDED }
  :: d_step { process != GONE && left > 0 -> process = GONE; left = left - 1 }
  TRANSFER(0)
#if N > 1
  TRANSFER(1)
#endif
#if N > 2
  TRANSFER(2)
#endif
#if N > 3
  TRANSFER(3)
#endif
#if N > 4
  TRANSFER(4)
#endif
  od
}
