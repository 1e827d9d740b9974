/**
 * The names of CPython 3.13's tests of asyncio, by file and class, and why some of them cannot apply here. A test of ours
 * that mirrors one stands in `describe('test_file.Class')` and begins with the name and a colon.
 *
 * Filed by what they need: `portable` asserts behaviour through the public face, `clock` drives a virtual clock, `others`
 * look inside, at printed forms, or at Python itself. Of `test_eager_task_factory` none are here: eager tasks are not ported.
 */
export interface NamesOfClass {
  /** Names without their `test_`, between spaces. */
  readonly portable?: string;
  readonly clock?: string;
  readonly others?: string;
  /** Classes that run the same tests on something else. */
  readonly heirs?: string;
}

export interface TestFile {
  readonly file: string;
  readonly classes: Readonly<Record<string, NamesOfClass>>;
}

export const CPYTHON_TESTS: readonly TestFile[] = [
  {
    file: 'test_taskgroups',
    classes: {
      TestTaskGroup: {
        portable: `
          taskgroup_01 taskgroup_02 taskgroup_03 taskgroup_04 cancel_children_on_child_error cancellation taskgroup_07
          taskgroup_08 taskgroup_09 taskgroup_10 taskgroup_11 taskgroup_12 taskgroup_13 taskgroup_14 taskgroup_15
          taskgroup_16 taskgroup_17 taskgroup_18 taskgroup_19 taskgroup_20 taskgroup_20a taskgroup_21a taskgroup_22
          taskgroup_23 taskgroup_24 taskgroup_25 taskgroup_task_name taskgroup_task_context
          taskgroup_no_create_task_after_failure taskgroup_context_manager_exit_raises taskgroup_already_entered
          taskgroup_double_enter taskgroup_finished taskgroup_not_entered taskgroup_without_parent_task
          coro_closed_when_tg_closed cancelling_level_preserved nested_groups_both_cancelled error_and_cancel`,
      },
    },
  },
  {
    file: 'test_timeouts',
    classes: {
      TimeoutTests: {
        portable: `
          timeout_basic timeout_at_basic nested_timeouts waiter_cancelled timeout_not_called timeout_disabled
          timeout_at_disabled timeout_zero timeout_zero_sleep_zero timeout_in_the_past_sleep_zero
          foreign_exception_passed timeout_exception_context foreign_exception_on_timeout
          foreign_exception_on_timeout_2 foreign_cancel_doesnt_timeout_if_not_expired outer_task_is_not_cancelled
          nested_timeouts_concurrent nested_timeouts_loop_busy reschedule nested_timeout_in_finally
          timeout_after_cancellation cancel_in_timeout_after_cancellation timeout_already_entered timeout_double_enter
          timeout_finished timeout_expired timeout_expiring timeout_not_entered timeout_without_task timeout_taskgroup`,
        others: 'repr_active repr_expired repr_finished repr_disabled',
      },
    },
  },
  {
    file: 'test_waitfor',
    classes: {
      AsyncioWaitForTest: {
        portable: `
          asyncio_wait_for_cancelled asyncio_wait_for_timeout wait_for_timeout_less_then_0_or_0_future_done
          wait_for_timeout_less_then_0_or_0_coroutine_do_not_started wait_for_timeout_less_then_0_or_0 wait_for
          wait_for_blocking wait_for_race_condition wait_for_cancellation_race_condition
          wait_for_waits_for_task_cancellation wait_for_waits_for_task_cancellation_w_timeout_0
          wait_for_reraises_exception_during_cancellation cancel_blocking_wait_for cancel_wait_for
          wait_for_cancel_suppressed wait_for_issue86296`,
      },
      WaitForShieldTests: {
        portable: 'zero_timeout none_timeout shielded_timeout',
      },
    },
  },
  {
    file: 'test_locks',
    classes: {
      LockTests: {
        portable: `
          lock lock_doesnt_accept_loop_parameter lock_by_with_statement acquire cancel_release_race
          release_not_acquired release_no_waiters context_manager`,
        others: 'repr acquire_cancel cancel_race finished_waiter_cancelled',
      },
      EventTests: {
        portable: 'wait wait_on_set wait_cancel clear clear_with_waiters',
        others: 'repr',
      },
      ConditionTests: {
        portable: `
          wait wait_cancel_contested wait_cancel_after_notify wait_unacquired wait_for wait_for_unacquired notify
          notify_all notify_unacquired notify_all_unacquired context_manager timeout_in_block cancelled_error_wakeup
          cancelled_error_re_aquire cancelled_wakeup cancelled_wakeup_relock`,
        others: 'wait_cancel repr explicit_lock ambiguous_loops',
      },
      SemaphoreTests: {
        portable: `
          initial_value_zero semaphore_value acquire_cancel_before_awoken acquire_hang acquire_no_hang
          release_not_acquired release_no_waiters acquire_fifo_order acquire_fifo_order_2 acquire_fifo_order_3`,
        others: 'repr semaphore acquire acquire_cancel acquire_fifo_order_4',
      },
      BarrierTests: {
        portable: `
          barrier_parties context_manager filling_one_task filling_one_task_twice filling_tasks_wait_twice
          filling_tasks_check_return_value blocking_tasks_while_draining filling_tasks_cancel_one reset_barrier
          reset_barrier_while_tasks_waiting_and_waiting_again reset_barrier_while_tasks_draining abort_barrier
          abort_barrier_when_exception abort_barrier_when_exception_then_resetting`,
        others: `
          barrier repr filling_task_by_task draining_state reset_barrier_while_tasks_waiting
          reset_barrier_when_tasks_half_draining reset_barrier_when_tasks_half_draining_half_blocking
          abort_barrier_when_tasks_half_draining_half_blocking`,
      },
    },
  },
  {
    file: 'test_queues',
    classes: {
      QueueBasicTests: {
        portable: 'str generic_alias empty full order maxsize',
        others: 'repr',
      },
      QueueGetTests: {
        portable: `
          blocking_get blocking_get_wait nonblocking_get nonblocking_get_exception get_cancelled_race
          get_with_waiting_putters why_are_getters_waiting cancelled_getters_not_being_held_in_self_getters`,
        others: 'get_with_putters',
      },
      QueuePutTests: {
        portable: `
          blocking_put blocking_put_wait nonblocking_put get_cancel_drop_one_pending_reader
          get_cancel_drop_many_pending_readers put_cancel_drop nonblocking_put_exception float_maxsize put_cancelled
          put_cancelled_race put_with_waiting_getters why_are_putters_waiting
          cancelled_puts_not_being_held_in_self_putters cancelled_put_silence_value_error_exception`,
      },
      LifoQueueTests: {
        portable: 'order',
      },
      PriorityQueueTests: {
        portable: 'order',
      },
      // _QueueJoinTestMixin
      QueueJoinTests: {
        heirs: 'LifoQueueJoinTests PriorityQueueJoinTests',
        portable: 'task_done_underflow join_empty_queue',
        others: 'task_done format',
      },
      // _QueueShutdownTestMixin
      QueueShutdownTests: {
        heirs: 'LifoQueueShutdownTests PriorityQueueShutdownTests',
        portable: 'shutdown_empty shutdown_nonempty shutdown_immediate shutdown_immediate_with_unfinished',
        others: 'format',
      },
    },
  },
  {
    file: 'test_futures',
    classes: {
      DuckTests: {
        portable: 'wrap_future ensure_future',
      },
      BaseFutureTests: {
        portable: `
          generic_alias initial_state constructor_without_loop constructor_positional cancel result exception
          stop_iteration_exception exception_class tb_logger_abandoned tb_logger_not_called_after_cancel
          tb_logger_result_unretrieved tb_logger_result_retrieved tb_logger_exception_retrieved
          tb_logger_exception_result_retrieved wrap_future wrap_future_future wrap_future_without_loop
          wrap_future_use_running_loop wrap_future_use_global_loop future_exception_never_retrieved
          future_exception_never_retrieved_debug set_result_unless_cancelled future_iter_throw`,
        others: `
          isfuture constructor_use_running_loop constructor_use_global_loop uninitialized future_cancel_message_getter
          future_cancel_message_setter stop_iteration_subclass_exception yield_from_twice future_repr copy_state iter
          log_traceback tb_logger_exception_unretrieved wrap_future_cancel wrap_future_cancel2 future_source_traceback
          future_stop_iteration_args future_del_collect`,
      },
      CFutureTests: {
        others: 'future_del_segfault future_iter_get_referents_segfault',
      },
      BaseFutureDoneCallbackTests: {
        portable: `
          callbacks_remove_first_callback callbacks_remove_first_and_second_callback callbacks_remove_third_callback
          callbacks_invoked_on_set_result callbacks_invoked_on_set_exception remove_done_callback
          remove_done_callbacks_list_mutation remove_done_callbacks_list_clear schedule_callbacks_list_mutation_2`,
        others: 'schedule_callbacks_list_mutation_1',
      },
      BaseFutureInheritanceTests: {
        portable: 'inherit_without_calling_super_init',
      },
    },
  },
  {
    file: 'test_futures2',
    classes: {
      FutureTests: {
        portable: 'task_exc_handler_correct_context handle_exc_handler_correct_context',
        others: 'future_traceback',
      },
      FutureReprTests: {
        others: 'recursive_repr_for_pending_tasks',
      },
    },
  },
  {
    file: 'test_tasks',
    classes: {
      BaseTaskTests: {
        portable: `
          generic_alias task_awaits_on_itself ensure_future_future ensure_future_task ensure_future_neither
          ensure_future_error_msg task_set_name_pylong task_repr_name_not_str task_basics
          exception_chaining_after_await exception_chaining_after_await_with_context_cycle uncancel_structured_blocks
          cancel_with_message_then_future_result cancel_with_message_then_future_exception
          cancellation_exception_context cancel_with_message_before_starting_task cancel_awaited_task
          wait_duplicate_coroutines wait_errors wait_really_done as_completed_same_tasks_in_as_out
          as_completed_resume_iterator as_completed_duplicate_coroutines as_completed_coroutine_without_loop
          task_set_methods coroutine_non_gen_function_return_future current_task current_task_with_interleaving_tasks
          shield_result shield_shortcut shield_coroutine_without_loop shield_coroutine_use_running_loop
          shield_coroutine_use_global_loop as_completed_invalid_args wait_invalid_args
          tb_logger_not_called_after_cancel cancel_gather_1 cancel_gather_2 exception_traceback
          create_task_with_noncoroutine create_task_with_async_function create_task_with_asynclike_function
          bare_create_task bare_create_named_task context_1 context_2 context_3 context_4 context_5 context_6 get_coro
          get_context`,
        clock: `
          cancel stop_while_run_in_complete wait wait_with_exception wait_with_iterator_of_tasks as_completed
          as_completed_with_unused_timeout as_completed_reverse_wait as_completed_concurrent
          as_completed_coroutine_use_running_loop sleep sleep_when_delay_is_nan task_cancel_sleeping_task`,
        others: `
          task_cancel_message_getter task_cancel_message_setter task_del_collect other_loop_future task_class
          ensure_future_coroutine ensure_future_awaitable ensure_future_task_awaitable get_stack task_repr
          task_repr_autogenerated task_repr_wait_for cancelling uncancel_basic uncancel_resets_must_cancel
          cancel_yield cancel_inner_future cancel_both_task_and_inner_future cancel_task_catching cancel_task_ignoring
          cancel_current_task cancel_at_end cancel_traceback_for_future_result cancel_traceback_for_future_exception
          log_traceback wait_first_completed wait_first_exception wait_first_exception_in_wait wait_with_timeout
          wait_concurrent_complete wait_generator as_completed_with_timeout sleep_cancel task_cancel_waiter_future
          step_result_future baseexception_during_cancel iscoroutinefunction coroutine_non_gen_function
          yield_future_passes_cancel yield_wait_does_not_shield_cancel shield_exception shield_cancel_inner
          shield_cancel_outer shield_effect shield_gather gather_shield log_destroyed_pending_task
          task_source_traceback error_in_call_soon`,
      },
      SetMethodsTest: {
        others: 'set_result_causes_invalid_state set_exception_causes_invalid_state',
      },
      CTask_CFuture_Tests: {
        others: 'refleaks_in_task___init__ del__log_destroy_pending_segfault',
      },
      CTask_Future_Tests: {
        portable: 'foobar',
      },
      BaseTaskIntrospectionTests: {
        others: `
          _register_task_1 _register_task_2 _register_task_3 _enter_task _enter_task_failure _leave_task
          _leave_task_failure1 _leave_task_failure2 _unregister_task _unregister_task_not_registered`,
      },
      BaseCurrentLoopTests: {
        portable: `
          current_task_no_running_loop current_task_no_running_loop_implicit current_task_with_implicit_loop`,
      },
      GenericTaskTests: {
        others: 'future_subclass asyncio_module_compiled',
      },
      GatherTestsBase: {
        portable: 'success result_exception_success env_var_debug',
        others: 'one_exception return_exceptions',
      },
      FutureGatherTests: {
        portable: 'constructor_empty_sequence_without_loop',
        others: `
          constructor_empty_sequence_use_running_loop constructor_empty_sequence_use_global_loop
          constructor_heterogenous_futures constructor_homogenous_futures one_cancellation
          result_exception_one_cancellation`,
      },
      CoroutineGatherTests: {
        portable: 'constructor_without_loop duplicate_coroutines',
        others: `
          constructor_use_running_loop constructor_use_global_loop cancellation_broadcast exception_marking issue46672`,
      },
      RunCoroutineThreadsafeTests: {
        portable: `
          run_coroutine_threadsafe run_coroutine_threadsafe_with_exception run_coroutine_threadsafe_task_cancelled
          run_coroutine_threadsafe_task_factory_exception`,
        others: 'run_coroutine_threadsafe_with_timeout',
      },
      SleepTests: {
        portable: 'sleep_zero',
      },
    },
  },
  {
    file: 'test_runners',
    classes: {
      RunTests: {
        portable: `
          asyncio_run_return asyncio_run_raises asyncio_run_only_coro asyncio_run_from_running_loop
          asyncio_run_cancels_hanging_tasks asyncio_run_without_uncancel loop_factory_default_event_loop`,
        others: `
          asyncio_run_debug asyncio_run_reports_hanging_tasks_errors
          asyncio_run_closes_gens_after_hanging_tasks_errors asyncio_run_set_event_loop asyncio_run_loop_factory`,
      },
      RunnerTests: {
        portable: `
          non_debug debug run run_non_coro run_future explicit_close double_close second_with_block_raises
          run_keeps_context recursive_run interrupt_call_soon interrupt_wait interrupt_cancelled_task`,
        others: `
          custom_factory signal_install_not_supported_ok set_event_loop_called_once no_repr_is_call_on_the_task_result`,
      },
    },
  },
  {
    file: 'test_threads',
    classes: {
      ToThreadTests: {
        portable: 'to_thread to_thread_exception to_thread_concurrent to_thread_contextvars',
        others: 'to_thread_once to_thread_args_kwargs',
      },
    },
  },
  {
    file: 'test_pep492',
    classes: {
      LockTests: {
        portable: 'context_manager_async_with context_manager_with_await',
      },
      StreamReaderTests: {
        portable: 'readline',
      },
      CoroutineTests: {
        portable: `
          iscoroutine async_def_coroutines debug_mode_manages_coroutine_origin_tracking double_await`,
        others: 'iscoroutine_generator iscoroutinefunction types_coroutine task_print_stack',
      },
    },
  },
];

/** Why some portable tests cannot apply: each reason with those (`test_file.Class.name`) that it holds for. */
const REASONS: readonly (readonly [reason: string, names: readonly string[]])[] = [
  [
    'Python remembers which error was being handled when another was raised (`__context__`); in JavaScript there is only the `cause` that a program gives',
    [
      'test_timeouts.TimeoutTests.timeout_exception_context',
      'test_timeouts.TimeoutTests.foreign_exception_on_timeout_2',
      'test_tasks.BaseTaskTests.exception_chaining_after_await',
      'test_tasks.BaseTaskTests.exception_chaining_after_await_with_context_cycle',
    ],
  ],
  [
    'objects that only look like a future or a coroutine: here both are classes, and what else has a `then` becomes a task',
    [
      'test_futures.DuckTests.wrap_future',
      'test_futures.DuckTests.ensure_future',
      'test_tasks.BaseTaskTests.create_task_with_asynclike_function',
    ],
  ],
  [
    '`Future[str]` at run time: types are erased',
    ['test_futures.BaseFutureTests.generic_alias', 'test_tasks.BaseTaskTests.generic_alias'],
  ],
  [
    "a generator that ends in Python raises `StopIteration`; JavaScript's does not end with an error, and a future is no generator",
    ['test_futures.BaseFutureTests.stop_iteration_exception', 'test_futures.BaseFutureTests.future_iter_throw'],
  ],
  ['top-level code has a loop here that serves it', ['test_futures.BaseFutureTests.wrap_future_without_loop']],
  [
    'an `__eq__` that changes the list while callbacks are compared: here the same function is the same callback, and no code of the program runs meanwhile',
    [
      'test_futures.BaseFutureDoneCallbackTests.remove_done_callbacks_list_mutation',
      'test_futures.BaseFutureDoneCallbackTests.remove_done_callbacks_list_clear',
      'test_futures.BaseFutureDoneCallbackTests.schedule_callbacks_list_mutation_2',
    ],
  ],
  [
    'a constructor that does not call `super()`: JavaScript itself refuses it',
    ['test_futures.BaseFutureInheritanceTests.inherit_without_calling_super_init'],
  ],
  [
    'signals: the port knows none; ^C ends the child process of the sandbox',
    [
      'test_runners.RunTests.asyncio_run_without_uncancel',
      'test_runners.RunnerTests.interrupt_call_soon',
      'test_runners.RunnerTests.interrupt_wait',
      'test_runners.RunnerTests.interrupt_cancelled_task',
    ],
  ],
  ['streams are not ported', ['test_pep492.StreamReaderTests.readline']],
  [
    'where a coroutine was made is known without a switch of the interpreter',
    ['test_pep492.CoroutineTests.debug_mode_manages_coroutine_origin_tracking'],
  ],
];

/** Portable tests that are not mirrored, with the reason. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = Object.fromEntries(
  REASONS.flatMap(([reason, names]) => names.map((name) => [name, reason])),
);
